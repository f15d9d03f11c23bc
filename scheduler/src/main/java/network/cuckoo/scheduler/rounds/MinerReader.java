package network.cuckoo.scheduler.rounds;

import static network.cuckoo.db.generated.Tables.CANDIDATE_WEIGHT;
import static network.cuckoo.db.generated.Tables.LEASE;
import static network.cuckoo.db.generated.Tables.MINER_SESSION;
import static network.cuckoo.db.generated.Tables.SESSION_MODEL;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Set;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.SessionId;
import network.cuckoo.scheduler.ModelCatalogue;
import network.cuckoo.scheduler.clock.DatabaseClock;
import network.cuckoo.scheduler.leases.LeaseStore;
import network.cuckoo.scheduler.rounds.MinerPool.Status;
import network.cuckoo.scheduler.standing.Standings;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Reads who is there: miners that are signed in, and how each stands. */
final class MinerReader {
    private final ModelCatalogue catalogue;
    private final Duration offlineAfter;

    MinerReader(ModelCatalogue catalogue, Duration offlineAfter) {
        this.catalogue = catalogue;
        this.offlineAfter = offlineAfter;
    }

    MinerPool read(DSLContext tx) {
        var pool = new MinerPool(active(tx));
        Set<NodeAddress> suspended = Standings.suspended(tx);
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
                .forEach(row -> add(pool, row, row.get(busy), status(row, row.get(online), suspended)));
        return pool;
    }

    private void add(MinerPool pool, Record row, int busy, Status status) {
        var model = new ModelId(row.get(SESSION_MODEL.MODEL));
        boolean offered = catalogue
                .find(model)
                .filter(offer -> offer.modelHash().equals(row.get(SESSION_MODEL.MODEL_HASH)))
                .isPresent();
        if (offered) {
            pool.add(
                    new NodeAddress(row.get(MINER_SESSION.NODE_ADDRESS)),
                    new SessionId(row.get(MINER_SESSION.SESSION_ID)),
                    status,
                    model,
                    row.get(SESSION_MODEL.PLACES) - busy);
        }
    }

    private static Status status(Record row, boolean online, Set<NodeAddress> suspended) {
        if (!online) {
            return Status.OFFLINE;
        }
        if (suspended.contains(new NodeAddress(row.get(MINER_SESSION.NODE_ADDRESS)))) {
            return Status.SUSPENDED;
        }
        return row.get(MINER_SESSION.DRAINING) ? Status.DRAINING : Status.ONLINE;
    }

    /** Those of the signed-in miners that have weight after the index's last block. */
    private static Set<NodeAddress> active(DSLContext tx) {
        return Set.copyOf(tx.select(CANDIDATE_WEIGHT.NODE_ADDRESS)
                .from(CANDIDATE_WEIGHT)
                .where(CANDIDATE_WEIGHT.KIND.eq((short) CandidateKind.MINER.number()))
                .and(CANDIDATE_WEIGHT.WEIGHT_WEI.gt(BigInteger.ZERO))
                .and(CANDIDATE_WEIGHT.NODE_ADDRESS.in(DSL.select(MINER_SESSION.NODE_ADDRESS)
                        .from(MINER_SESSION)
                        .where(MINER_SESSION.ENDED_AT.isNull())))
                .fetch(row -> new NodeAddress(row.value1())));
    }
}
