package network.cuckoo.scheduler.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Optional;
import java.util.UUID;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.Wei;
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
