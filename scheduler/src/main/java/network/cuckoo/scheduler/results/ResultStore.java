package network.cuckoo.scheduler.results;

import static network.cuckoo.db.generated.Tables.BLOB;
import static network.cuckoo.db.generated.Tables.TASK_RESULT;

import java.util.Optional;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.TaskId;
import org.jooq.DSLContext;

/** The only writer of {@code task_result} and {@code blob}. */
final class ResultStore {
    private ResultStore() {}

    /** Hash of the output that was accepted under this lease. */
    static Optional<Hash32> acceptedUnder(DSLContext read, LeaseId lease) {
        return read.select(TASK_RESULT.OUTPUT_HASH)
                .from(TASK_RESULT)
                .where(TASK_RESULT.LEASE_ID.eq(lease.value()))
                .fetchOptional(TASK_RESULT.OUTPUT_HASH);
    }

    static void insert(DSLContext tx, TaskId task, NodeAddress node, ResultReport report) {
        tx.insertInto(BLOB)
                .set(BLOB.BLOB_HASH, report.outputHash())
                .set(BLOB.BYTES, report.output())
                .onConflictDoNothing()
                .execute();
        tx.insertInto(TASK_RESULT)
                .set(TASK_RESULT.TASK_ID, task.value())
                .set(TASK_RESULT.LEASE_ID, report.lease().value())
                .set(TASK_RESULT.FENCE, report.fence().value())
                .set(TASK_RESULT.NODE_ADDRESS, node.address())
                .set(TASK_RESULT.MEDIA_TYPE, report.mediaType())
                .set(TASK_RESULT.OUTPUT_HASH, report.outputHash())
                .set(TASK_RESULT.SIGNATURE, report.signature().bytes())
                .set(TASK_RESULT.GPU_MILLIS, report.gpuMillis())
                .execute();
    }
}
