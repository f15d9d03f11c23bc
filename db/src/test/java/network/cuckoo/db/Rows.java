package network.cuckoo.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.SQLException;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/** The rows that tests of constraints begin from, by plain SQL, and what a refusal looks like. */
final class Rows {
    static final String CHECK_VIOLATION = "23514";
    static final String UNIQUE_VIOLATION = "23505";

    private static final String ADDRESS = "decode(repeat('01', 20), 'hex')";
    private static final String HASH = "decode(repeat('01', 32), 'hex')";

    private Rows() {}

    static void refusedWith(String sqlState, String text, ThrowingCallable statement) {
        Throwable refusal = catchThrowable(statement);
        assertThat(refusal).isInstanceOf(DataAccessException.class);
        // A check at commit is wrapped more deeply than one at its statement.
        Throwable root = rootOf(refusal);
        assertThat(root).isInstanceOf(SQLException.class).hasMessageContaining(text);
        assertThat(((SQLException) root).getSQLState()).isEqualTo(sqlState);
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    static void account(DSLContext tx, String kind, String owner) {
        tx.execute("INSERT INTO ledger_account (kind, owner) VALUES (?, ?)", kind, owner);
    }

    static UUID task(DSLContext tx, String state) {
        UUID task = UUID.randomUUID();
        UUID app = UUID.randomUUID();
        tx.execute("INSERT INTO app (app_id, name) VALUES (?, ?)", app, app.toString());
        tx.execute(
                "INSERT INTO task (task_id, app_id, model, model_hash, input, nonce_hash, nonce_from_app, request_hash, price_wei, state, queue_seq) "
                        + "VALUES (?, ?, 'emoji', " + HASH + ", '{}', " + HASH + ", true, " + HASH
                        + ", 60, ?, nextval('task_queue_seq'))",
                task,
                app,
                state);
        return task;
    }

    /** A live lease of the task, with the epoch, session and assignment that it needs. */
    static UUID lease(DSLContext tx, UUID task, int attempt) {
        UUID lease = UUID.randomUUID();
        tx.execute("INSERT INTO block (block_hash, parent_hash, block_number, block_time) VALUES (" + HASH + ", " + HASH
                + ", 1, 1) ON CONFLICT DO NOTHING");
        tx.execute(
                "INSERT INTO epoch (number, coordinator_address, period_seconds, begin_block_number, begin_block_hash, tip_hash, tip_epoch, epoch_root, total_wei, miners) "
                        + "VALUES (1, " + ADDRESS + ", 60, 1, " + HASH + ", " + HASH + ", 1, " + HASH
                        + ", 1, 1) ON CONFLICT DO NOTHING");
        tx.execute(
                "INSERT INTO miner_session (session_id, node_address, owner_address, generation, token_hash, software, device, expires_at) "
                        + "VALUES ('00000000-0000-0000-0000-000000000001', " + ADDRESS + ", " + ADDRESS + ", 1, " + HASH
                        + ", 's', 'd', 'infinity') ON CONFLICT DO NOTHING");
        tx.execute("INSERT INTO availability_snapshot (snapshot_hash, content) VALUES (" + HASH
                + ", '{}') ON CONFLICT DO NOTHING");
        tx.execute(
                "INSERT INTO assignment (lease_id, task_id, attempt, epoch_id, node_address, owner_address, seed_hash, draw, snapshot_hash, round_id, round_position) "
                        + "SELECT ?, ?, ?, epoch_id, " + ADDRESS + ", " + ADDRESS + ", " + HASH + ", '{}', " + HASH
                        + ", gen_random_uuid(), 0 FROM epoch",
                lease,
                task,
                attempt);
        tx.execute(
                "INSERT INTO lease (lease_id, task_id, attempt, node_address, session_id, model, fence, state, deadline) "
                        + "SELECT ?, ?, ?, " + ADDRESS
                        + ", session_id, 'emoji', 7, 'OFFERED', 'infinity' FROM miner_session",
                lease,
                task,
                attempt);
        return lease;
    }

    static void endLease(DSLContext tx, UUID task) {
        tx.execute(
                "UPDATE lease SET state = 'ENDED', end_reason = 'FAILED', ended_at = clock_timestamp(), fence = fence + 1 WHERE task_id = ?",
                task);
    }
}
