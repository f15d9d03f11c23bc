package network.cuckoo.db;

import static network.cuckoo.db.Rows.CHECK_VIOLATION;
import static network.cuckoo.db.Rows.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events belong to blocks, as by a foreign key, whatever the program does. */
class ChainConstraintsTest {
    private static final String FOREIGN_KEY_VIOLATION = "23503";
    private static final String ADDRESS = "decode(repeat('01', 20), 'hex')";

    private final TestDatabase world = TestDatabase.open();
    private final Database database = world.database();

    @AfterEach
    void close() {
        world.close();
    }

    @BeforeEach
    void blocks() {
        for (int number = 1; number <= 2; number++) {
            database.read()
                    .execute(
                            "INSERT INTO block (block_hash, parent_hash, block_number, block_time) VALUES (?, ?, ?, 1)",
                            hash(number),
                            hash(number - 1),
                            number);
        }
    }

    @Test
    void event_isRefused_whereItsBlockIsNotThere_orHasAnotherNumber() {
        refusedWith(FOREIGN_KEY_VIOLATION, "not there", () -> execute(event(3, 3, 0)));
        refusedWith(FOREIGN_KEY_VIOLATION, "another number", () -> execute(event(1, 2, 0)));
        // One wrong row among right ones.
        refusedWith(FOREIGN_KEY_VIOLATION, "not there", () -> execute(event(1, 1, 0) + "," + values(3, 3, 1)));
        assertThat(count("staking_event")).isZero();

        execute(event(1, 1, 0) + "," + values(2, 2, 0) + "," + values(1, 1, 1));
        assertThat(count("staking_event")).isEqualTo(3);
    }

    @Test
    void block_staysWithItsEvents_andTheyInIt() {
        execute(event(1, 1, 0));

        refusedWith(FOREIGN_KEY_VIOLATION, "has events", () -> execute("DELETE FROM block WHERE block_number = 1"));
        refusedWith(FOREIGN_KEY_VIOLATION, "has events", () -> execute("UPDATE block SET block_number = 9"));
        for (String change :
                List.of("block_number = 2", "free_wei = 7", "info = 'x'", "canonical = false, delta = 2")) {
            refusedWith(CHECK_VIOLATION, "stay as they were", () -> execute("UPDATE staking_event SET " + change));
        }
        refusedWith(CHECK_VIOLATION, "only added", () -> execute("DELETE FROM staking_event"));
        execute("DELETE FROM block WHERE block_number = 2");
        execute("UPDATE staking_event SET canonical = false");
        execute("UPDATE staking_event SET canonical = true");
        assertThat(count("block")).isEqualTo(1);

        execute(
                "INSERT INTO index_cursor (chain_id, staking_address, settlement_address, start_block, block_number, block_hash, "
                        + "final_block, chain_head) SELECT 1, " + ADDRESS + ", " + ADDRESS
                        + ", 1, 1, block_hash, 1, 1 FROM block");
        refusedWith(CHECK_VIOLATION, "was final", () -> execute("UPDATE staking_event SET canonical = false"));
    }

    @Test
    void escrow_mayBeOutOfStepWithinATransaction_andNotAtItsEnd() {
        String posted =
                "INSERT INTO staking_event (block_hash, block_number, log_index, transaction_hash, contract_address, event, "
                        + "candidate_address, epoch_number, payout_root, amount_wei, committed_wei, log_root, secret_hash, final_at) VALUES "
                        + "(decode(lpad('01', 64, '0'), 'hex'), 1, 1, decode(repeat('01', 32), 'hex'), " + ADDRESS
                        + ", 'EpochPosted', "
                        + ADDRESS + ", 1, sha256('p'), 5, 5, sha256('l'), sha256('s'), 9)";
        String deposited =
                "INSERT INTO staking_event (block_hash, block_number, log_index, transaction_hash, contract_address, event, "
                        + "candidate_address, account_address, app_ref, amount_wei, deposited_wei) VALUES "
                        + "(decode(lpad('01', 64, '0'), 'hex'), 1, 0, decode(repeat('01', 32), 'hex'), " + ADDRESS
                        + ", 'Deposited', "
                        + ADDRESS + ", " + ADDRESS + ", sha256('a'), %d, %d)";
        refusedWith(CHECK_VIOLATION, "promised", () -> execute(posted));
        refusedWith(
                CHECK_VIOLATION,
                "promised",
                () -> database.transactionVoid(tx -> {
                    tx.execute(posted);
                    tx.execute(deposited.formatted(4, 4));
                }));
        database.transactionVoid(tx -> {
            tx.execute(posted);
            tx.execute(deposited.formatted(5, 5));
        });
        assertThat(count("settlement_escrow WHERE committed_wei = 5 AND deposited_wei = 5"))
                .isEqualTo(1);
    }

    @Test
    void block_canNotBeDropped_whileAnotherTransactionAddsItsEvent() throws SQLException {
        try (Connection other = database.dataSource().getConnection()) {
            other.setAutoCommit(false);
            DSL.using(other, SQLDialect.POSTGRES).execute(event(1, 1, 0));

            var dropping = CompletableFuture.runAsync(() -> refusedWith(
                    FOREIGN_KEY_VIOLATION, "has events", () -> execute("DELETE FROM block WHERE block_number = 1")));
            Awaitility.await().until(() -> count("pg_stat_activity WHERE wait_event_type = 'Lock'") == 1);
            other.commit();

            dropping.join();
            assertThat(count("block")).isEqualTo(2);
        }
    }

    private static byte[] hash(int number) {
        var hash = new byte[32];
        hash[31] = (byte) number;
        return hash;
    }

    private static String event(int block, int number, int index) {
        return "INSERT INTO staking_event (block_hash, block_number, log_index, transaction_hash, contract_address, event, "
                + "staker_address, delta, free_wei) VALUES " + values(block, number, index);
    }

    private static String values(int block, int number, int index) {
        return "(decode(lpad('%02d', 64, '0'), 'hex'), %d, %d, decode(repeat('01', 32), 'hex'), %s, 'FreeChanged', %s, 1, 1)"
                .formatted(block, number, index, ADDRESS, ADDRESS);
    }

    private void execute(String sql) {
        database.read().execute(sql);
    }

    private int count(String from) {
        return database.read().fetchSingle("SELECT count(*) FROM " + from).get(0, Integer.class);
    }
}
