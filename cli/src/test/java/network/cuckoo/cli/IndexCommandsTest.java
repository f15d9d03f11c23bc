package network.cuckoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import network.cuckoo.db.Database;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.db.Secret;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.indexer.Indexer;
import network.cuckoo.indexer.IndexerConfig;
import network.cuckoo.keys.NodeKey;
import network.cuckoo.testing.Anvil;
import network.cuckoo.testing.StakingChain;
import network.cuckoo.testing.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexCommandsTest {
    private static final OwnerAddress MINER = new OwnerAddress(StakingChain.person("miner"));

    @TempDir
    Path folder;

    private final StakingChain chain = StakingChain.start();
    private final TestPostgres postgres = TestPostgres.migrated("cuckoo", Database::migrate);
    private final Database database =
            Database.open(new DatabaseConfig(postgres.jdbcUrl(), postgres.user(), new Secret(postgres.password()), 2));

    @BeforeEach
    void index() {
        NodeKey node = NodeKey.parse("0x" + "7".repeat(64));
        chain.register(MINER, node, CandidateKind.MINER, Wei.ofCai(20_000));
        chain.vote(StakingChain.person("voter"), MINER, Wei.ofCai(5));
        var config = IndexerConfig.of(
                List.of(chain.anvil().uri()),
                new ChainId(Anvil.CHAIN_ID),
                chain.staking(),
                chain.settlement(),
                new BlockNumber(1),
                2,
                node.nodeAddress(),
                Duration.ofSeconds(10));
        long head = chain.anvil().blockNumber();
        try (var indexer = new Indexer(config, database)) {
            indexer.start();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> indexer.status()
                            .cursor()
                            .filter(at -> at.value() >= head)
                            .isPresent());
        }
    }

    @AfterEach
    void end() {
        database.close();
        postgres.close();
        chain.close();
    }

    @Test
    void rightState_isConfirmed_byTheEventsAndByTheContracts() throws IOException {
        Shell.Run rebuilt = cuckoo("rebuild --json");
        assertThat(rebuilt.exitCode()).as(rebuilt.err()).isZero();
        assertThat(rebuilt.json().path("ok").asBoolean()).isTrue();
        assertThat(rebuilt.json().path("events").asLong()).isGreaterThan(10);

        Shell.Run checked = cuckoo("check --rpc-url " + chain.anvil().uri());
        assertThat(checked.exitCode()).as(checked.err()).isZero();
        assertThat(checked.out()).contains("nothing differs");
    }

    @Test
    void wrongRow_isNamed_andPutRight_whenThatIsAskedFor() throws IOException, SQLException {
        try (var connection = postgres.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("UPDATE stake_pool SET tokens_wei = tokens_wei - 1");
        }

        Shell.Run checked = cuckoo("check --rpc-url " + chain.anvil().uri());
        assertThat(checked.exitCode()).isEqualTo(ExitCode.FAILED.number());
        assertThat(checked.out())
                .contains("stake_pool")
                .contains("candidate_address=" + MINER.hex())
                .contains("tokens_wei is 20004999999999999999999");

        Shell.Run rebuilt = cuckoo("rebuild");
        assertThat(rebuilt.exitCode()).isEqualTo(ExitCode.FAILED.number());
        assertThat(rebuilt.out())
                .contains("stake_pool (candidate_address=" + MINER.hex())
                .contains("1 rows differ");

        assertThat(cuckoo("rebuild --write").exitCode()).isZero();
        assertThat(cuckoo("rebuild").out()).contains("nothing differs");
    }

    @Test
    void missingRow_isNamedByCheckToo_andEventsThatContradictEachOther_areNotSaidToBeMended()
            throws IOException, SQLException {
        try (var connection = postgres.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DELETE FROM stake_share");
        }
        Shell.Run checked = cuckoo("check --json --rpc-url " + chain.anvil().uri());
        assertThat(checked.exitCode()).isEqualTo(ExitCode.FAILED.number());
        assertThat(checked.json().path("missing").path(0).path("table").asText())
                .isEqualTo("stake_share");
        assertThat(cuckoo("rebuild --write").exitCode()).isZero();
        assertThat(cuckoo("check --rpc-url " + chain.anvil().uri()).exitCode()).isZero();

        try (var connection = postgres.dataSource().getConnection();
                var statement = connection.createStatement()) {
            // As a node that left a change out would have made them.
            statement.execute("ALTER TABLE staking_event DISABLE TRIGGER staking_event_keeps");
            statement.execute("UPDATE staking_event SET delta = delta + 5 WHERE event = 'FreeChanged'");
        }
        Shell.Run mended = cuckoo("rebuild --write");
        assertThat(mended.exitCode()).isEqualTo(ExitCode.FAILED.number());
        assertThat(mended.out()).contains("do still", "contradict");
    }

    @Test
    void databaseAndNode_thatAreNotThere_areNamed() throws IOException {
        assertThat(cuckoo("check --rpc-url http://127.0.0.1:1").exitCode()).isEqualTo(ExitCode.UNREACHABLE.number());
        var shell = new Shell(folder);
        Shell.Run nowhere = shell.cuckoo("index rebuild --data-dir " + folder);
        assertThat(nowhere.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(nowhere.err()).contains("--db-url is needed");
        Path password = Files.writeString(folder.resolve("db-password"), "any");
        Shell.Run mysql = shell.cuckoo("index rebuild --db-url jdbc:mysql://x/y --db-password-file " + password);
        assertThat(mysql.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(mysql.err()).contains("not a Postgres address");
        try (var empty = TestPostgres.empty()) {
            Shell.Run nothing = shell.cuckoo("index rebuild --db-url " + empty.jdbcUrl() + " --db-user " + empty.user()
                    + " --db-password-file " + password);
            assertThat(nothing.exitCode()).isEqualTo(ExitCode.UNREACHABLE.number());
            assertThat(nothing.err()).contains("can't be used").contains("stake_free");
        }
    }

    private Shell.Run cuckoo(String line) throws IOException {
        // The tests' Postgres trusts everybody; the command wants a password all the same.
        Path password = Files.writeString(folder.resolve("db-password"), "any");
        return new Shell(folder)
                .cuckoo("index " + line + " --db-url " + postgres.jdbcUrl() + " --db-user " + postgres.user()
                        + " --db-password-file " + password);
    }
}
