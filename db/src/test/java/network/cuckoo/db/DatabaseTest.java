package network.cuckoo.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseTest {
    private final TestDatabase world = TestDatabase.open();
    private final Database database = world.database();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void transaction_isRolledBack_andRethrowsWhatTheWorkThrew() {
        var failure = new IllegalStateException("no");

        assertThatThrownBy(() -> database.transactionVoid(tx -> {
                    tx.execute("INSERT INTO app (app_id, name) VALUES (gen_random_uuid(), 'gone')");
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(apps()).isZero();
    }

    @Test
    void migrate_doesNothing_whenTheSchemaIsUpToDate() {
        database.transactionVoid(tx -> tx.execute("INSERT INTO app (app_id, name) VALUES (gen_random_uuid(), 'kept')"));
        database.migrate();

        assertThat(apps()).isEqualTo(1);
    }

    @Test
    void outage_isToldFromARefusedStatement() {
        Throwable refused = catchThrowable(() -> database.read().execute("SELECT nothing FROM nowhere"));
        world.postgres().refuseConnections(true);
        world.postgres().cutConnections();
        Throwable away = catchThrowable(() -> database.read().execute("SELECT 1"));
        world.postgres().refuseConnections(false);

        assertThat(DatabaseOutage.isBehind(refused)).isFalse();
        assertThat(DatabaseOutage.isBehind(away)).isTrue();
    }

    @Test
    void config_refusesBadValues_andHidesThePassword() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DatabaseConfig("http://x", "u", new Secret("p"), 1))
                .withMessageContaining("jdbc:postgresql");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DatabaseConfig("jdbc:postgresql://x/y", "u", new Secret("p"), 0))
                .withMessageContaining("maxConnections");
        assertThat(new DatabaseConfig("jdbc:postgresql://x/y", "u", new Secret("hidden"), 1).toString())
                .doesNotContain("hidden");
    }

    private int apps() {
        return database.read().fetchCount(database.read().selectFrom("app"));
    }
}
