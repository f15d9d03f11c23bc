package network.cuckoo.db;

import static network.cuckoo.db.Rows.CHECK_VIOLATION;
import static network.cuckoo.db.Rows.UNIQUE_VIOLATION;
import static network.cuckoo.db.Rows.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ledger's rules hold whatever the program does. */
class LedgerConstraintsTest {
    private final TestDatabase world = TestDatabase.open();
    private final Database database = world.database();
    private UUID task = new UUID(0, 0);

    @BeforeEach
    void aTaskWithHeldMoney() {
        database.transactionVoid(tx -> {
            task = Rows.task(tx, "QUEUED");
            Rows.account(tx, "APP", "app");
            Rows.account(tx, "APP_HELD", "app");
            Rows.account(tx, "MINER", "0x01");
            UUID credit = transaction(tx, "CREDIT", null, null, "deposit 1");
            entry(tx, credit, "EXTERNAL", "", -100);
            entry(tx, credit, "APP", "app", 100);
        });
        database.transactionVoid(tx -> {
            UUID hold = transaction(tx, "HOLD", task, null, null);
            entry(tx, hold, "APP", "app", -60);
            entry(tx, hold, "APP_HELD", "app", 60);
        });
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void commit_isRefused_whenATransactionDoesNotSumToZero() {
        refusedWith(
                CHECK_VIOLATION,
                "sums to 1 wei",
                () -> database.transactionVoid(tx -> {
                    UUID credit = transaction(tx, "CREDIT", null, null, "deposit 2");
                    entry(tx, credit, "EXTERNAL", "", -10);
                    entry(tx, credit, "APP", "app", 11);
                }));
        assertThat(balance("APP", "app")).isEqualTo(40);
    }

    @Test
    void commit_isRefused_whenATransactionHasNoEntries() {
        refusedWith(
                CHECK_VIOLATION,
                "has 0 entries",
                () -> database.transactionVoid(tx -> transaction(tx, "CREDIT", null, null, "deposit 2")));
    }

    @Test
    void hold_isRefused_whenTheAppHasTooLittle() {
        refusedWith(
                CHECK_VIOLATION,
                "no_overdraft",
                () -> database.transactionVoid(tx -> {
                    UUID second = Rows.task(tx, "QUEUED");
                    UUID hold = transaction(tx, "HOLD", second, null, null);
                    entry(tx, hold, "APP", "app", -41);
                    entry(tx, hold, "APP_HELD", "app", 41);
                }));
    }

    @Test
    void hold_isRefused_whenTheTaskIsHeldAlready() {
        refusedWith(
                UNIQUE_VIOLATION,
                "task_id",
                () -> database.transactionVoid(tx -> transaction(tx, "HOLD", task, null, null)));
    }

    @Test
    void capture_isRefused_whenTheTaskWasCaptured() {
        database.transactionVoid(tx -> capture(tx, Rows.lease(tx, task, 1), 60));

        refusedWith(
                UNIQUE_VIOLATION,
                "ledger_transaction",
                () -> database.transactionVoid(tx -> {
                    Rows.endLease(tx, task);
                    capture(tx, Rows.lease(tx, task, 2), 0);
                }));
        assertThat(balance("MINER", "0x01")).isEqualTo(60);
    }

    @Test
    void release_isRefused_whenTheTaskWasCaptured() {
        database.transactionVoid(tx -> capture(tx, Rows.lease(tx, task, 1), 60));

        refusedWith(
                UNIQUE_VIOLATION,
                "ledger_transaction_closed_once",
                () -> database.transactionVoid(tx -> transaction(tx, "RELEASE", task, null, null)));
    }

    @Test
    void capture_isRefused_whenItIsNotTheHeldAmount() {
        refusedWith(
                CHECK_VIOLATION,
                "closes 59 wei of 60 wei held",
                () -> database.transactionVoid(tx -> capture(tx, Rows.lease(tx, task, 1), 59)));
    }

    @Test
    void ledger_isAppendOnly() {
        for (String statement : new String[] {
            "UPDATE ledger_entry SET amount_wei = 0",
            "DELETE FROM ledger_entry",
            "TRUNCATE ledger_entry",
            "UPDATE ledger_transaction SET reference = 'x'",
            "DELETE FROM ledger_transaction"
        }) {
            refusedWith(CHECK_VIOLATION, "append-only", () -> database.transactionVoid(tx -> tx.execute(statement)));
        }
    }

    @Test
    void balances_followTheEntries() {
        database.transactionVoid(tx -> capture(tx, Rows.lease(tx, task, 1), 60));

        assertThat(balance("EXTERNAL", "")).isEqualTo(-100);
        assertThat(balance("APP", "app")).isEqualTo(40);
        assertThat(balance("APP_HELD", "app")).isZero();
        assertThat(database.read().fetchCount(database.read().selectFrom("ledger_difference")))
                .isZero();
    }

    private static void capture(DSLContext tx, UUID lease, long amount) {
        UUID task = tx.fetchSingle("SELECT task_id FROM lease WHERE lease_id = ?", lease)
                .get(0, UUID.class);
        UUID capture = transaction(tx, "CAPTURE", task, lease, null);
        entry(tx, capture, "APP_HELD", "app", -amount);
        entry(tx, capture, "MINER", "0x01", amount);
    }

    private static UUID transaction(
            DSLContext tx, String leg, @Nullable UUID task, @Nullable UUID lease, @Nullable String reference) {
        UUID id = UUID.randomUUID();
        tx.execute(
                "INSERT INTO ledger_transaction (transaction_id, leg, task_id, lease_id, reference) VALUES (?, ?, ?::uuid, ?::uuid, ?)",
                id,
                leg,
                task,
                lease,
                reference);
        return id;
    }

    private static void entry(DSLContext tx, UUID transaction, String kind, String owner, long amount) {
        tx.execute(
                "INSERT INTO ledger_entry SELECT ?, account_id, ? FROM ledger_account WHERE kind = ? AND owner = ?",
                transaction,
                amount,
                kind,
                owner);
    }

    private long balance(String kind, String owner) {
        return database.read()
                .fetchSingle("SELECT balance_wei FROM ledger_account WHERE kind = ? AND owner = ?", kind, owner)
                .get(0, Long.class);
    }
}
