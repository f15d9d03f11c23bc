package network.cuckoo.db;

import static network.cuckoo.db.Rows.CHECK_VIOLATION;
import static network.cuckoo.db.Rows.UNIQUE_VIOLATION;
import static network.cuckoo.db.Rows.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What tasks and leases may never do, whatever the program does. */
class TaskConstraintsTest {
    private final TestDatabase world = TestDatabase.open();
    private final Database database = world.database();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void task_neverReverts_whenItIsFinished() {
        UUID task = database.transaction(tx -> Rows.task(tx, "QUEUED"));
        database.transactionVoid(
                tx -> tx.execute("UPDATE task SET state = 'SUCCEEDED', finished_at = now() WHERE task_id = ?", task));

        for (String state : new String[] {"QUEUED", "LEASED", "FAILED", "CANCELLED"}) {
            refusedWith(
                    CHECK_VIOLATION,
                    "is finished (SUCCEEDED)",
                    () -> database.transactionVoid(
                            tx -> tx.execute("UPDATE task SET state = ? WHERE task_id = ?", state, task)));
        }
    }

    @Test
    void lease_isRefused_whileAnotherOfItsTaskLives() {
        UUID task = database.transaction(tx -> Rows.task(tx, "LEASED"));
        database.transactionVoid(tx -> Rows.lease(tx, task, 1));

        refusedWith(UNIQUE_VIOLATION, "lease_live_task", () -> database.transactionVoid(tx -> Rows.lease(tx, task, 2)));

        database.transactionVoid(tx -> Rows.endLease(tx, task));
        database.transactionVoid(tx -> Rows.lease(tx, task, 2));
        assertThat(database.read().fetchCount(database.read().selectFrom("lease")))
                .isEqualTo(2);
    }

    @Test
    void lease_endsOnlyWithARisenFence_andNeverComesBack() {
        UUID task = database.transaction(tx -> Rows.task(tx, "LEASED"));
        UUID lease = database.transaction(tx -> Rows.lease(tx, task, 1));

        refusedWith(
                CHECK_VIOLATION,
                "must raise its fence",
                () -> database.transactionVoid(tx -> tx.execute(
                        "UPDATE lease SET state = 'ENDED', end_reason = 'FAILED', ended_at = now() WHERE lease_id = ?",
                        lease)));
        refusedWith(
                CHECK_VIOLATION,
                "must raise its fence",
                () -> database.transactionVoid(
                        tx -> tx.execute("UPDATE lease SET fence = fence - 1 WHERE lease_id = ?", lease)));

        database.transactionVoid(tx -> Rows.endLease(tx, task));
        refusedWith(
                CHECK_VIOLATION,
                "has ended",
                () -> database.transactionVoid(tx -> tx.execute(
                        "UPDATE lease SET state = 'OFFERED', end_reason = NULL, ended_at = NULL, fence = fence + 1 WHERE lease_id = ?",
                        lease)));
    }

    @Test
    void stakingEvent_isRefused_withoutTheColumnsOfItsEvent() {
        refusedWith(
                CHECK_VIOLATION,
                "columns_of_event",
                () -> database.transactionVoid(tx -> {
                    tx.execute(
                            "INSERT INTO block (block_hash, parent_hash, block_number, block_time) VALUES (sha256('a'), sha256('b'), 1, 1)");
                    tx.execute(
                            "INSERT INTO staking_event (block_hash, log_index, block_number, transaction_hash, contract_address, event) "
                                    + "VALUES (sha256('a'), 0, 1, sha256('c'), decode(repeat('01', 20), 'hex'), 'TipSet')");
                }));
    }

    @Test
    void block_isRefused_besideAnotherCanonicalOneOfItsHeight() {
        refusedWith(
                UNIQUE_VIOLATION,
                "block_canonical_number",
                () -> database.transactionVoid(tx -> {
                    for (String hash : new String[] {"a", "b"}) {
                        tx.execute(
                                "INSERT INTO block (block_hash, parent_hash, block_number, block_time) VALUES (sha256(?::bytea), sha256('p'), 1, 1)",
                                hash);
                    }
                }));
    }
}
