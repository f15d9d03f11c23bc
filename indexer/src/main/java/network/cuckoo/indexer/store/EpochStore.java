package network.cuckoo.indexer.store;

import static network.cuckoo.db.generated.Tables.BLOCK;
import static network.cuckoo.db.generated.Tables.CHAIN_TIP;
import static network.cuckoo.db.generated.Tables.EPOCH;
import static network.cuckoo.db.generated.Tables.STAKING_EVENT;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import network.cuckoo.db.generated.Routines;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.draw.MerkleSumRoot;
import network.cuckoo.indexer.event.BlockHead;
import network.cuckoo.indexer.event.ChainEnds;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record3;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Epochs and their weights. Which epochs there are follows from the canonical blocks alone: epoch e begins at the first block,
 * after the coordinator's first tip, whose time divided by the period is e; the tip in force is the last one before that block.
 */
public final class EpochStore {
    private static final Logger LOG = LoggerFactory.getLogger(EpochStore.class);
    private static final Field<Long> NEXT_ID =
            DSL.field("nextval(pg_get_serial_sequence('epoch', 'epoch_id'))", SQLDataType.BIGINT);
    private static final int EPOCHS_WITH_WEIGHTS =
            4; // the newest; those of older ones are made again when they are asked for

    private final NodeAddress coordinatorNode;
    private final int periodSeconds;
    private final int confirmations;

    public EpochStore(NodeAddress coordinatorNode, Duration period, int confirmations) {
        this.coordinatorNode = coordinatorNode;
        this.periodSeconds = Math.toIntExact(period.toSeconds());
        this.confirmations = confirmations;
    }

    private record Beginning(long epoch, long blockNumber, Hash32 blockHash) {}

    private record Tip(Hash32 hash, long blockTime) {}

    /** Voids the epochs that begin above this height: their blocks have left the chain. Returns how many. */
    public int voidAbove(DSLContext tx, BlockNumber height) {
        return tx.update(EPOCH)
                .set(EPOCH.VOIDED_AT, DSL.field("clock_timestamp()", EPOCH.VOIDED_AT.getDataType()))
                .where(EPOCH.VOIDED_AT.isNull(), EPOCH.BEGIN_BLOCK_NUMBER.gt(height.value()))
                .execute();
    }

    /** The highest block that is confirmed where the chain ends at this one; below zero if there is none. */
    public long confirmed(BlockNumber newest) {
        return newest.value() - confirmations;
    }

    /**
     * Makes the epochs that are confirmed, now that the canonical chain is known up to this block. While the index is far behind the
     * chain's head, those that are over long since are left out: nobody draws in them any more.
     *
     * @return how many
     */
    public int makeConfirmed(DSLContext tx, BlockNumber newest, ChainEnds ends) {
        Optional<Address> coordinator = coordinatorOwner(tx);
        if (coordinator.isEmpty()) {
            return 0;
        }
        long firstTime = firstTimeOfInterest(ends.head());
        List<Beginning> beginnings = beginnings(tx, coordinator.get(), confirmed(newest), firstTime);
        beginnings.forEach(beginning -> make(tx, coordinator.get(), beginning));
        if (!beginnings.isEmpty()) {
            int forgotten = Routines.epochForgetWeights(tx.configuration(), EPOCHS_WITH_WEIGHTS);
            LOG.debug("the weights of {} old epochs are dropped", forgotten);
        }
        return beginnings.size();
    }

    /** When the epoch before the present one begins, Unix seconds; blocks from then on have to be known without gaps. */
    public long firstTimeOfInterest(BlockHead head) {
        return Math.max(0, head.time().seconds() / periodSeconds - 1) * periodSeconds;
    }

    // A node never changes its owner, so any registration that names it will do.
    private Optional<Address> coordinatorOwner(DSLContext tx) {
        return tx.select(STAKING_EVENT.CANDIDATE_ADDRESS)
                .from(STAKING_EVENT)
                .where(
                        DSL.condition(STAKING_EVENT.CANONICAL),
                        STAKING_EVENT.EVENT.eq("CandidateChanged"),
                        STAKING_EVENT.NODE_ADDRESS.eq(coordinatorNode.address()),
                        STAKING_EVENT.KIND.eq((short) CandidateKind.COORDINATOR.number()))
                .limit(DSL.inline(1))
                .fetchOptional(STAKING_EVENT.CANDIDATE_ADDRESS);
    }

    // A block begins an epoch if the one before it is of an earlier epoch, or has the coordinator's first tip. Where
    // the
    // block before is not known nothing can be said, and nothing is.
    private List<Beginning> beginnings(DSLContext tx, Address coordinator, long confirmed, long firstTime) {
        Optional<Long> firstTip = tx.select(DSL.min(CHAIN_TIP.BLOCK_NUMBER))
                .from(CHAIN_TIP)
                .where(CHAIN_TIP.COORDINATOR_ADDRESS.eq(coordinator))
                .fetchOptional(0, Long.class);
        if (firstTip.isEmpty()) {
            return List.of();
        }
        long lastBegin = tx.select(EPOCH.BEGIN_BLOCK_NUMBER)
                .from(EPOCH)
                .where(EPOCH.VOIDED_AT.isNull())
                .orderBy(EPOCH.NUMBER.desc())
                .limit(DSL.inline(1))
                .fetchOptional(EPOCH.BEGIN_BLOCK_NUMBER)
                .orElse(-1L);
        var before = BLOCK.as("before");
        var epoch = BLOCK.BLOCK_TIME.div(DSL.inline(periodSeconds));
        return tx.select(epoch, BLOCK.BLOCK_NUMBER, BLOCK.BLOCK_HASH)
                .from(BLOCK)
                .join(before)
                .on(before.BLOCK_HASH.eq(BLOCK.PARENT_HASH))
                .where(
                        DSL.condition(BLOCK.CANONICAL),
                        BLOCK.BLOCK_NUMBER.gt(Math.max(lastBegin, firstTip.get())),
                        BLOCK.BLOCK_NUMBER.le(confirmed),
                        BLOCK.BLOCK_TIME.ge(firstTime),
                        before.BLOCK_NUMBER
                                .eq(firstTip.get())
                                .or(before.BLOCK_TIME
                                        .div(DSL.inline(periodSeconds))
                                        .lt(epoch)))
                .orderBy(BLOCK.BLOCK_NUMBER)
                .fetch(EpochStore::beginning);
    }

    private static Beginning beginning(Record3<Long, Long, Hash32> row) {
        return new Beginning(row.value1(), row.value2(), row.value3());
    }

    private void make(DSLContext tx, Address coordinator, Beginning beginning) {
        Tip tip = tipBefore(tx, coordinator, beginning.blockNumber());
        long epochId = tx.select(NEXT_ID).fetchSingle(NEXT_ID);
        MerkleSumRoot weights = EpochWeights.write(tx, epochId, beginning.blockNumber());
        tx.insertInto(EPOCH)
                .set(EPOCH.EPOCH_ID, epochId)
                .set(EPOCH.NUMBER, beginning.epoch())
                .set(EPOCH.COORDINATOR_ADDRESS, coordinatorNode.address())
                .set(EPOCH.PERIOD_SECONDS, periodSeconds)
                .set(EPOCH.BEGIN_BLOCK_NUMBER, beginning.blockNumber())
                .set(EPOCH.BEGIN_BLOCK_HASH, beginning.blockHash())
                .set(EPOCH.TIP_HASH, tip.hash())
                .set(EPOCH.TIP_EPOCH, tip.blockTime() / periodSeconds)
                .set(EPOCH.EPOCH_ROOT, weights.root())
                .set(EPOCH.TOTAL_WEI, weights.total().value())
                .set(EPOCH.MINERS, weights.size())
                .execute();
    }

    private static Tip tipBefore(DSLContext tx, Address coordinator, long blockNumber) {
        return tx.select(CHAIN_TIP.TIP_HASH, CHAIN_TIP.BLOCK_TIME)
                .from(CHAIN_TIP)
                .where(CHAIN_TIP.COORDINATOR_ADDRESS.eq(coordinator), CHAIN_TIP.BLOCK_NUMBER.lt(blockNumber))
                .orderBy(CHAIN_TIP.BLOCK_NUMBER.desc(), CHAIN_TIP.LOG_INDEX.desc())
                .limit(DSL.inline(1))
                .fetchSingle(row -> new Tip(row.value1(), row.value2()));
    }
}
