package network.cuckoo.scheduler.rounds;

import static network.cuckoo.db.generated.Tables.CANDIDATE_WEIGHT;
import static network.cuckoo.db.generated.Tables.INDEX_CURSOR;
import static network.cuckoo.db.generated.Tables.LEASE;
import static network.cuckoo.db.generated.Tables.MINER_SESSION;
import static network.cuckoo.db.generated.Tables.SESSION_MODEL;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.SessionId;
import network.cuckoo.scheduler.ModelCatalogue;
import network.cuckoo.scheduler.clock.DatabaseClock;
import network.cuckoo.scheduler.leases.LeaseStore;
import network.cuckoo.scheduler.rounds.MinerPool.Status;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads who is there. The chain's part is kept until the indexer's cursor moves. */
final class MinerReader {
    private final ModelCatalogue catalogue;
    private final Duration offlineAfter;
    private volatile @Nullable ActiveMiners last;

    MinerReader(ModelCatalogue catalogue, Duration offlineAfter) {
        this.catalogue = catalogue;
        this.offlineAfter = offlineAfter;
    }

    /** Miners with weight after a block. */
    private record ActiveMiners(Hash32 block, Set<NodeAddress> nodes) {}

    MinerPool read(DSLContext tx) {
        var pool = new MinerPool(active(tx));
        Field<Integer> busy = DSL.field(DSL.selectCount()
                        .from(LEASE)
                        .where(LEASE.NODE_ADDRESS.eq(MINER_SESSION.NODE_ADDRESS), LEASE.MODEL.eq(SESSION_MODEL.MODEL))
                        .and(LeaseStore.isLive()))
                .as("busy");
        Field<Boolean> online = DSL.field(MINER_SESSION
                        .LAST_POLL_AT
                        .gt(DatabaseClock.ago(offlineAfter))
                        .and(MINER_SESSION.EXPIRES_AT.gt(DatabaseClock.now()))
                        .and(MINER_SESSION.UNANSWERED_AT.isNull()))
                .as("online");
        tx.select(MINER_SESSION.SESSION_ID, MINER_SESSION.NODE_ADDRESS, MINER_SESSION.DRAINING)
                .select(SESSION_MODEL.MODEL, SESSION_MODEL.MODEL_HASH, SESSION_MODEL.PLACES, busy, online)
                .from(MINER_SESSION)
                .join(SESSION_MODEL)
                .on(SESSION_MODEL.SESSION_ID.eq(MINER_SESSION.SESSION_ID))
                .where(MINER_SESSION.ENDED_AT.isNull())
                .forEach(row -> add(pool, row, row.get(busy), row.get(online)));
        return pool;
    }

    private void add(MinerPool pool, Record row, int busy, boolean online) {
        var model = new ModelId(row.get(SESSION_MODEL.MODEL));
        boolean offered = catalogue
                .find(model)
                .filter(offer -> offer.modelHash().equals(row.get(SESSION_MODEL.MODEL_HASH)))
                .isPresent();
        if (offered) {
            pool.add(
                    new NodeAddress(row.get(MINER_SESSION.NODE_ADDRESS)),
                    new SessionId(row.get(MINER_SESSION.SESSION_ID)),
                    status(online, row.get(MINER_SESSION.DRAINING)),
                    model,
                    row.get(SESSION_MODEL.PLACES) - busy);
        }
    }

    private static Status status(boolean online, boolean draining) {
        if (!online) {
            return Status.OFFLINE;
        }
        return draining ? Status.DRAINING : Status.ONLINE;
    }

    private Set<NodeAddress> active(DSLContext tx) {
        Optional<Hash32> block =
                tx.select(INDEX_CURSOR.BLOCK_HASH).from(INDEX_CURSOR).fetchOptional(INDEX_CURSOR.BLOCK_HASH);
        if (block.isEmpty()) {
            return Set.of();
        }
        ActiveMiners known = last;
        if (known == null || !known.block().equals(block.get())) {
            known = new ActiveMiners(block.get(), load(tx));
            last = known;
        }
        return known.nodes();
    }

    private static Set<NodeAddress> load(DSLContext tx) {
        return Set.copyOf(tx.select(CANDIDATE_WEIGHT.NODE_ADDRESS)
                .from(CANDIDATE_WEIGHT)
                .where(CANDIDATE_WEIGHT.KIND.eq((short) CandidateKind.MINER.number()))
                .and(CANDIDATE_WEIGHT.WEIGHT_WEI.gt(BigInteger.ZERO))
                .fetch(row -> new NodeAddress(row.value1())));
    }
}
