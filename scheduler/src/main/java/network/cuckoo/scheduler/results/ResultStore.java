package network.cuckoo.scheduler.results;

import static network.cuckoo.db.generated.Tables.TASK_RESULT;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import network.cuckoo.db.RowsStatement;
import network.cuckoo.db.SqlFile;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.scheduler.results.Acceptance.Accepted;
import org.jooq.DSLContext;

/** The only writer of {@code task_result} and {@code blob}. */
final class ResultStore {
    private static final String CASES = SqlFile.read(ResultStore.class, "cases.sql");
    private static final String BLOBS = SqlFile.read(ResultStore.class, "blobs.sql");
    private static final String INSERT = SqlFile.read(ResultStore.class, "insert.sql");

    private ResultStore() {}

    /** Hash of the output that was accepted under this lease. */
    static Optional<Hash32> acceptedUnder(DSLContext read, LeaseId lease) {
        return read.select(TASK_RESULT.OUTPUT_HASH)
                .from(TASK_RESULT)
                .where(TASK_RESULT.LEASE_ID.eq(lease.value()))
                .fetchOptional(TASK_RESULT.OUTPUT_HASH);
    }

    /** What never changes of a lease and its task. */
    record Case(TaskId task, NodeAddress node, ModelId model, Hash32 requestHash, Hash32 modelHash) {}

    /** What is known of these leases; those that never were are left out. */
    static Map<LeaseId, Case> cases(DSLContext read, List<LeaseId> leases) {
        var cases = new HashMap<LeaseId, Case>();
        RowsStatement.of(read, CASES, leases)
                .uuids(LeaseId::value)
                .fetch(row -> cases.put(
                        new LeaseId(row.getObject("lease_id", UUID.class)),
                        new Case(
                                new TaskId(row.getObject("task_id", UUID.class)),
                                new NodeAddress(Address.of(row.getBytes("node_address"))),
                                new ModelId(row.getString("model")),
                                Hash32.of(row.getBytes("request_hash")),
                                Hash32.of(row.getBytes("model_hash")))));
        return cases;
    }

    static void insertAll(DSLContext tx, List<Accepted> results) {
        RowsStatement.of(tx, BLOBS, results)
                .hashes(result -> result.report().outputHash())
                .bytes(result -> result.report().output())
                .execute();
        RowsStatement.of(tx, INSERT, results)
                .uuids(result -> result.task().id().value())
                .uuids(result -> result.lease().id().value())
                .longs(result -> result.lease().fence().value())
                .addresses(result -> result.lease().node().address())
                .texts(result -> result.report().mediaType())
                .hashes(result -> result.report().outputHash())
                .bytes(result -> result.report().signature().bytes())
                .longs(result -> result.report().gpuMillis())
                .executeEach();
    }
}
