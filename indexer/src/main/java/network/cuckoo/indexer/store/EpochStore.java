package network.cuckoo.indexer.store;

import static network.cuckoo.db.generated.Tables.BLOCK;
import static network.cuckoo.db.generated.Tables.CANDIDATE_WEIGHT_AT;
import static network.cuckoo.db.generated.Tables.CHAIN_TIP;
import static network.cuckoo.db.generated.Tables.EPOCH;
import static network.cuckoo.db.generated.Tables.STAKING_EVENT;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.cuckoo.db.generated.tables.records.EpochWeightRecord;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.draw.EpochSnapshot;
import network.cuckoo.domain.draw.MinerWeight;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.jooq.impl.DSL;

/**
 * Epochs and their weights. Which epochs there are follows from the canonical blocks alone: epoch e begins at the first block,
 * after the coordinator's first tip, whose time divided by the period is e; the tip in force is the last one before that block.
 */
public final class EpochStore {
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

    /** Makes the epochs that are confirmed, now that the canonical chain ends at this block. Returns how many. */
    public int makeConfirmed(DSLContext tx, BlockNumber newest) {
        long confirmed = newest.value() - confirmations;
        Optional<Address> coordinator = coordinatorOwner(tx);
        if (coordinator.isEmpty()) {
            return 0;
        }
        List<Beginning> beginnings = beginnings(tx, coordinator.get(), confirmed);
        beginnings.forEach(beginning -> make(tx, coordinator.get(), beginning));
        return beginnings.size();
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

    private List<Beginning> beginnings(DSLContext tx, Address coordinator, long confirmed) {
        var firstTip = tx.select(DSL.min(CHAIN_TIP.BLOCK_NUMBER))
                .from(CHAIN_TIP)
                .where(CHAIN_TIP.COORDINATOR_ADDRESS.eq(coordinator));
        var newest = tx.select(EPOCH.NUMBER, EPOCH.BEGIN_BLOCK_NUMBER)
                .from(EPOCH)
                .where(EPOCH.VOIDED_AT.isNull())
                .orderBy(EPOCH.NUMBER.desc())
                .limit(DSL.inline(1))
                .fetchOptional();
        long lastEpoch = newest.map(row -> row.get(EPOCH.NUMBER)).orElse(-1L);
        long lastBegin = newest.map(row -> row.get(EPOCH.BEGIN_BLOCK_NUMBER)).orElse(-1L);
        var epoch = BLOCK.BLOCK_TIME.div(DSL.inline(periodSeconds)).as("epoch");
        return tx.select(epoch, BLOCK.BLOCK_NUMBER, BLOCK.BLOCK_HASH)
                .distinctOn(epoch)
                .from(BLOCK)
                .where(
                        DSL.condition(BLOCK.CANONICAL),
                        BLOCK.BLOCK_NUMBER.gt(lastBegin),
                        BLOCK.BLOCK_NUMBER.le(confirmed),
                        BLOCK.BLOCK_NUMBER.gt(firstTip),
                        BLOCK.BLOCK_TIME.ge((lastEpoch + 1) * periodSeconds))
                .orderBy(epoch, BLOCK.BLOCK_NUMBER)
                .fetch(EpochStore::beginning);
    }

    private static Beginning beginning(Record3<Long, Long, Hash32> row) {
        return new Beginning(row.value1(), row.value2(), row.value3());
    }

    private void make(DSLContext tx, Address coordinator, Beginning beginning) {
        Tip tip = tipBefore(tx, coordinator, beginning.blockNumber());
        Map<NodeAddress, Address> owners = new HashMap<>();
        EpochSnapshot snapshot = snapshot(tx, beginning.blockNumber(), owners);
        long epochId = tx.insertInto(EPOCH)
                .set(EPOCH.NUMBER, beginning.epoch())
                .set(EPOCH.COORDINATOR_ADDRESS, coordinatorNode.address())
                .set(EPOCH.PERIOD_SECONDS, periodSeconds)
                .set(EPOCH.BEGIN_BLOCK_NUMBER, beginning.blockNumber())
                .set(EPOCH.BEGIN_BLOCK_HASH, beginning.blockHash())
                .set(EPOCH.TIP_HASH, tip.hash())
                .set(EPOCH.TIP_EPOCH, tip.blockTime() / periodSeconds)
                .set(EPOCH.EPOCH_ROOT, snapshot.root())
                .set(EPOCH.TOTAL_WEI, snapshot.total().value())
                .set(EPOCH.MINERS, snapshot.size())
                .returningResult(EPOCH.EPOCH_ID)
                .fetchSingle(EPOCH.EPOCH_ID);
        insertWeights(tx, epochId, snapshot, owners);
    }

    private static Tip tipBefore(DSLContext tx, Address coordinator, long blockNumber) {
        return tx.select(CHAIN_TIP.TIP_HASH, CHAIN_TIP.BLOCK_TIME)
                .from(CHAIN_TIP)
                .where(CHAIN_TIP.COORDINATOR_ADDRESS.eq(coordinator), CHAIN_TIP.BLOCK_NUMBER.lt(blockNumber))
                .orderBy(CHAIN_TIP.BLOCK_NUMBER.desc(), CHAIN_TIP.LOG_INDEX.desc())
                .limit(DSL.inline(1))
                .fetchSingle(row -> new Tip(row.value1(), row.value2()));
    }

    private static EpochSnapshot snapshot(DSLContext tx, long blockNumber, Map<NodeAddress, Address> owners) {
        var weights = new ArrayList<MinerWeight>();
        var candidate = CANDIDATE_WEIGHT_AT.call(blockNumber);
        tx.selectFrom(candidate)
                .where(
                        candidate.KIND.eq((short) CandidateKind.MINER.number()),
                        candidate.WEIGHT_WEI.gt(DSL.inline(BigInteger.ZERO)))
                .forEach(row -> {
                    var node = new NodeAddress(row.getNodeAddress());
                    owners.put(node, row.getOwnerAddress());
                    weights.add(new MinerWeight(node, new Wei(row.getWeightWei())));
                });
        return EpochSnapshot.of(weights);
    }

    private static void insertWeights(
            DSLContext tx, long epochId, EpochSnapshot snapshot, Map<NodeAddress, Address> owners) {
        var rows = new ArrayList<EpochWeightRecord>();
        for (int position = 0; position < snapshot.size(); position++) {
            MinerWeight miner = snapshot.miner(position);
            var row = new EpochWeightRecord();
            row.setEpochId(epochId);
            row.setPosition(position);
            row.setNodeAddress(miner.miner().address());
            row.setOwnerAddress(owners.get(miner.miner()));
            row.setWeightWei(miner.weight().value());
            row.setCumWei(snapshot.cumulative(position).value());
            rows.add(row);
        }
        tx.batchInsert(rows).execute();
    }
}
