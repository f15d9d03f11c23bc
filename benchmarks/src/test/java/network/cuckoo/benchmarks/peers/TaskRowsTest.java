package network.cuckoo.benchmarks.peers;

import static network.cuckoo.db.generated.Tables.LEDGER_ENTRY;
import static network.cuckoo.db.generated.Tables.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import network.cuckoo.benchmarks.market.Backlog;
import network.cuckoo.benchmarks.market.Market;
import network.cuckoo.benchmarks.market.MarketMiner;
import network.cuckoo.benchmarks.market.TaskRows;
import network.cuckoo.benchmarks.market.Ticks;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.db.Secret;
import network.cuckoo.db.generated.DefaultSchema;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.id.UuidV7;
import network.cuckoo.testing.TestPostgres;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskRowsTest {
    private static final List<MarketMiner> MINERS = MarketMiner.several(0, 2, 20);

    private final TestPostgres postgres = TestPostgres.empty();
    private final DatabaseConfig address =
            new DatabaseConfig(postgres.jdbcUrl(), postgres.user(), new Secret(postgres.password()), 4);

    @TempDir
    private Path folder = Path.of("");

    private Market market;
    private AppId app;
    private TaskRows template;

    @BeforeEach
    void found() {
        market = Market.found(address, folder, MINERS, 5);
        app = market.app("app", 1_000);
        template = TaskRows.of(
                market.database().read(), Market.submit(market.desks().tasks(), app, 0, 0));
    }

    @AfterEach
    void close() {
        market.close();
        postgres.close();
    }

    @Test
    void bareStatements_writeWhatASubmitWrites() throws Exception {
        Map<String, Integer> ofOne = rows();
        try (var client = new BareSubmit(address, template, new UuidV7(InstantSource.system(), new Random(1)))) {
            client.once();
            client.once();
        }
        assertThat(rows())
                .containsExactlyInAnyOrderEntriesOf(ofOne.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> 3 * entry.getValue())));
        booksAreRight();
    }

    @Test
    void tasksOfABacklog_areDrawnLikeThoseSubmitted() {
        Backlog.add(market.database(), template, 1, 100);
        assertThat(market.database().read().fetchCount(TASK)).isEqualTo(101);
        booksAreRight();
        assertThat(new Ticks(market, MINERS).round()).isEqualTo(40);
        long miners = market.database()
                .read()
                .fetchSingle("SELECT count(DISTINCT node_address) FROM assignment")
                .get(0, Long.class);
        assertThat(miners).isEqualTo(2);
    }

    @Test
    void tasksInFrontOfABacklog_areFinishedAndPaid() {
        Backlog.add(market.database(), template, 1, 100);
        for (int i = 0; i < 40; i++) {
            Market.submit(market.desks().tasks(), app, 1_000 + i, 9);
        }
        var ticks = new Ticks(market, MINERS);
        assertThat(ticks.round()).isEqualTo(40);
        assertThat(ticks.finish()).isEqualTo(40);
        booksAreRight();
    }

    /** How many rows there are of tasks, by table. */
    private Map<String, Integer> rows() {
        Map<String, Integer> rows = DefaultSchema.DEFAULT_SCHEMA.getTables().stream()
                .filter(table -> table.getTableType().isTable())
                .filter(table -> table.field("task_id", UUID.class) != null)
                .collect(Collectors.toMap(table -> table.getName(), table -> {
                    Field<UUID> task = DSL.field(DSL.name("task_id"), UUID.class);
                    return market.database().read().fetchCount(table, task.isNotNull());
                }));
        rows.put("ledger_entry", market.database().read().fetchCount(LEDGER_ENTRY) - 2); // but the credit's
        return rows;
    }

    private void booksAreRight() {
        assertThat(market.desks().ledger().differences()).isZero();
        assertThat(market.desks().ledger().sum()).isZero();
    }
}
