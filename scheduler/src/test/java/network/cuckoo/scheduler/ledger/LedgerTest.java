package network.cuckoo.scheduler.ledger;

import static network.cuckoo.db.generated.Tables.LEDGER_ACCOUNT;
import static network.cuckoo.db.generated.Tables.LEDGER_TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.ledger.LedgerAccount;
import network.cuckoo.domain.ledger.Posting;
import network.cuckoo.domain.ledger.Postings;
import network.cuckoo.scheduler.apps.AppDesk;
import network.cuckoo.scheduler.ledger.Ledger.Balance;
import network.cuckoo.scheduler.ledger.Ledger.Crediting;
import network.cuckoo.scheduler.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Wei TEN = new Wei(BigInteger.TEN);

    private final World world = World.create();
    private final Ledger ledger = world.desks().ledger();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void credit_countsOnceForEachReference() {
        AppId app = world.app("app", 0);
        AppId other = world.app("other", 0);

        assertThat(ledger.credit(app, TEN, "deposit 1")).isInstanceOf(Crediting.Credited.class);
        assertThat(ledger.credit(app, TEN, "deposit 1")).isInstanceOf(Crediting.AlreadyCredited.class);
        assertThat(ledger.credit(other, TEN, "deposit 1")).isInstanceOf(Crediting.ReferenceTaken.class);
        assertThat(ledger.credit(app, new Wei(BigInteger.ONE), "deposit 1"))
                .isInstanceOf(Crediting.ReferenceTaken.class);
        assertThat(ledger.balance(app)).isEqualTo(new Balance(TEN, Wei.ZERO));
        assertThat(ledger.balance(other)).isEqualTo(new Balance(Wei.ZERO, Wei.ZERO));
        assertThat(ledger.sum()).isZero();
    }

    @Test
    void credit_refusesAnUnknownApp() {
        assertThat(ledger.credit(new AppId(new UUID(1, 2)), TEN, "deposit")).isInstanceOf(Crediting.UnknownApp.class);
    }

    @Test
    void differences_countsAccountsThatDifferFromTheirEntries() {
        world.app("app", 1);
        assertThat(ledger.differences()).isZero();

        world.database()
                .transactionVoid(
                        tx -> tx.execute("UPDATE ledger_account SET balance_wei = 1 WHERE kind = 'CHECK_FUND'"));

        assertThat(ledger.differences()).isOne();
    }

    /** Two payments to the same new owners would otherwise wait for each other for ever. */
    @Test
    void post_opensAccountsInOneOrder_whateverTheGiven() {
        var high = LedgerAccount.miner(OwnerAddress.parse("0x" + "22".repeat(20)));
        var low = LedgerAccount.miner(OwnerAddress.parse("0x" + "11".repeat(20)));
        var coordinator = LedgerAccount.coordinator(OwnerAddress.parse("0x" + "33".repeat(20)));
        UUID transaction = new UUID(1, 2);

        List<String> opened = world.database().transaction(tx -> {
            tx.insertInto(LEDGER_TRANSACTION)
                    .set(LEDGER_TRANSACTION.TRANSACTION_ID, transaction)
                    .set(LEDGER_TRANSACTION.LEG, "CREDIT")
                    .set(LEDGER_TRANSACTION.REFERENCE, "order")
                    .execute();
            var postings = Postings.of(
                    new Posting(coordinator, BigInteger.ONE),
                    new Posting(high, BigInteger.ONE),
                    new Posting(low, BigInteger.ONE),
                    new Posting(LedgerAccount.creditSource(), BigInteger.valueOf(-3)));
            LedgerBook.post(tx, List.of(new LedgerBook.Entries(transaction, postings)));
            return tx.select(LEDGER_ACCOUNT.OWNER)
                    .from(LEDGER_ACCOUNT)
                    .where(LEDGER_ACCOUNT.OWNER.startsWith("0x"))
                    .orderBy(LEDGER_ACCOUNT.ACCOUNT_ID)
                    .fetch(LEDGER_ACCOUNT.OWNER);
        });

        assertThat(opened).containsExactly(coordinator.holder(), low.holder(), high.holder());
    }

    @Test
    void statement_showsBothAccounts_newestFirst() {
        AppId app = world.app("app", 2);
        world.submit(app);

        var lines = ledger.statement(app, 10, Optional.empty());

        assertThat(lines).extracting(line -> line.leg().name()).containsExactly("HOLD", "HOLD", "CREDIT");
        assertThat(ledger.statement(app, 10, Optional.of(lines.getFirst().transaction())))
                .hasSize(1);
    }

    @Test
    void apps_areKnownByTheirKeyIdAndName() {
        var created = (AppDesk.Creation.Created) world.desks().apps().create("shop");

        assertThat(world.desks().apps().authenticate(created.apiKey())).hasValue(created.id());
        assertThat(world.desks().apps().authenticate(new network.cuckoo.db.Secret("ck_guess")))
                .isEmpty();
        assertThat(world.desks().apps().create("shop")).isInstanceOf(AppDesk.Creation.NameTaken.class);
        assertThat(world.desks().apps().find("shop").orElseThrow().id()).isEqualTo(created.id());
        assertThat(world.desks()
                        .apps()
                        .find(created.id().toString())
                        .orElseThrow()
                        .name())
                .isEqualTo("shop");
    }
}
