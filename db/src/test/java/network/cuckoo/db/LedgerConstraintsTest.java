package network.cuckoo.db;

import static network.cuckoo.db.Rows.CHECK_VIOLATION;
import static network.cuckoo.db.Rows.UNIQUE_VIOLATION;
import static network.cuckoo.db.Rows.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
            entries(tx, credit, new Entry("EXTERNAL", "", -100), new Entry("APP", "app", 100));
        });
        database.transactionVoid(tx -> {
            UUID hold = transaction(tx, "HOLD", task, null, null);
            entries(tx, hold, new Entry("APP", "app", -60), new Entry("APP_HELD", "app", 60));
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
                "sum to 1 wei",
                () -> database.transactionVoid(tx -> {
                    UUID credit = transaction(tx, "CREDIT", null, null, "deposit 2");
                    entries(tx, credit, new Entry("EXTERNAL", "", -10), new Entry("APP", "app", 11));
                }));
        assertThat(balance("APP", "app")).isEqualTo(40);
    }

    @Test
    void commit_isRefused_whenATransactionHasNoEntries() {
        refusedWith(
                CHECK_VIOLATION,
                "has no entries",
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
                    entries(tx, hold, new Entry("APP", "app", -41), new Entry("APP_HELD", "app", 41));
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
                "closes what was not held",
                () -> database.transactionVoid(tx -> capture(tx, Rows.lease(tx, task, 1), 59)));
    }

    @Test
    void capture_isRefused_fromAnotherAppsHeldMoney() {
        database.transactionVoid(tx -> {
            Rows.account(tx, "APP", "other");
            Rows.account(tx, "APP_HELD", "other");
            UUID credit = transaction(tx, "CREDIT", null, null, "deposit 2");
            entries(tx, credit, new Entry("EXTERNAL", "", -60), new Entry("APP_HELD", "other", 60));
        });

        refusedWith(
                CHECK_VIOLATION,
                "closes what was not held",
                () -> database.transactionVoid(tx -> {
                    UUID capture = transaction(tx, "CAPTURE", task, Rows.lease(tx, task, 1), null);
                    entries(tx, capture, new Entry("APP_HELD", "other", -60), new Entry("MINER", "0x01", 60));
                }));
    }

    @Test
    void release_isRefused_ofATaskThatWasNeverHeld() {
        refusedWith(
                CHECK_VIOLATION,
                "closes what was not held",
                () -> database.transactionVoid(tx -> {
                    UUID release = transaction(tx, "RELEASE", Rows.task(tx, "QUEUED"), null, null);
                    entries(tx, release, new Entry("APP_HELD", "app", -60), new Entry("APP", "app", 60));
                }));
    }

    @Test
    void entries_areRefused_ofATransactionThatHasSome_orIsNotThere() {
        UUID captured = database.transaction(tx -> capture(tx, Rows.lease(tx, task, 1), 60));

        refusedWith(
                CHECK_VIOLATION,
                "it must be whole",
                () -> database.transactionVoid(
                        tx -> entries(tx, captured, new Entry("APP", "app", -40), new Entry("EXTERNAL", "", 40))));
        refusedWith(
                CHECK_VIOLATION,
                "is not there",
                () -> database.transactionVoid(tx ->
                        entries(tx, UUID.randomUUID(), new Entry("APP", "app", -40), new Entry("EXTERNAL", "", 40))));
    }

    @Test
    void entries_areRefused_ofAnAccountThatIsNotThere() {
        refusedWith(
                "23503",
                "account that is not there",
                () -> database.transactionVoid(tx -> {
                    UUID credit = transaction(tx, "CREDIT", null, null, "deposit 2");
                    tx.execute("INSERT INTO ledger_entry VALUES (?, 1, -5), (?, 999999, 5)", credit, credit);
                }));
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

    private static UUID capture(DSLContext tx, UUID lease, long amount) {
        UUID task = tx.fetchSingle("SELECT task_id FROM lease WHERE lease_id = ?", lease)
                .get(0, UUID.class);
        UUID capture = transaction(tx, "CAPTURE", task, lease, null);
        entries(tx, capture, new Entry("APP_HELD", "app", -amount), new Entry("MINER", "0x01", amount));
        return capture;
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

    /** An entry of the account of this kind and owner. */
    private record Entry(String kind, String owner, long amountWei) {}

    private static void entries(DSLContext tx, UUID transaction, Entry... entries) {
        List<Entry> all = List.of(entries);
        tx.execute(
                """
                INSERT INTO ledger_entry (transaction_id, account_id, amount_wei)
                SELECT ?, a.account_id, g.amount
                  FROM unnest(?::text[], ?::text[], ?::bigint[]) AS g (kind, owner, amount) JOIN ledger_account a USING (kind, owner)
                """,
                transaction,
                all.stream().map(Entry::kind).toArray(String[]::new),
                all.stream().map(Entry::owner).toArray(String[]::new),
                all.stream().map(Entry::amountWei).toArray(Long[]::new));
    }

    private long balance(String kind, String owner) {
        return database.read()
                .fetchSingle("SELECT balance_wei FROM ledger_account WHERE kind = ? AND owner = ?", kind, owner)
                .get(0, Long.class);
    }
}
