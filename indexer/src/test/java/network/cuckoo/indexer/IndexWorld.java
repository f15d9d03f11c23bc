package network.cuckoo.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.cuckoo.db.Database;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.db.DatabaseOutage;
import network.cuckoo.db.Secret;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.hash.Keccak256;
import network.cuckoo.indexer.audit.StateReplay;
import network.cuckoo.keys.NodeKey;
import network.cuckoo.testing.Anvil;
import network.cuckoo.testing.StakingChain;
import network.cuckoo.testing.TestPostgres;
import org.awaitility.Awaitility;
import org.jooq.Record;
import org.jooq.Result;

/** A chain with a coordinator that has put its tip on chain, and as many databases as a test indexes it into. */
final class IndexWorld implements AutoCloseable {
    static final int CONFIRMATIONS = 2;
    static final Duration EPOCH = Duration.ofSeconds(10);
    static final NodeKey COORDINATOR = key(1);
    static final OwnerAddress COORDINATOR_OWNER = owner("coordinator");
    /** The coordinator's hash chain: its tip, and behind it the secrets of the epochs after the one in which it was set. */
    private static final List<Hash32> SECRETS = secrets(1_000);

    static final Hash32 TIP = SECRETS.getFirst();

    /** A fresh index makes the present epoch and the one before it, an old one has more. */
    private static final String RECENT =
            "voided_at IS NULL AND number >= (SELECT chain_head_time / 10 - 1 FROM index_cursor)";

    private static final String[] TABLES_FROM_EVENTS = {
        "SELECT * FROM candidate_weight ORDER BY owner_address",
        "SELECT * FROM stake_pool ORDER BY candidate_address",
        "SELECT * FROM stake_candidate ORDER BY owner_address",
        "SELECT * FROM stake_share ORDER BY staker_address, candidate_address",
        "SELECT * FROM stake_position ORDER BY staker_address, candidate_address",
        "SELECT * FROM stake_free ORDER BY staker_address",
        "SELECT * FROM stake_cooling ORDER BY cooling_id",
        "SELECT * FROM stake_credit ORDER BY account_address",
        "SELECT * FROM stake_case ORDER BY case_id",
        "SELECT * FROM settlement_escrow ORDER BY coordinator_address",
        "SELECT * FROM settlement_root ORDER BY coordinator_address, epoch_number",
        "SELECT * FROM settlement_claim ORDER BY block_number, log_index",
        "SELECT * FROM candidate_info ORDER BY owner_address",
        "SELECT * FROM chain_tip ORDER BY block_number, log_index",
        // Empty blocks are kept while they are not final; how many of those below are left is nobody's business.
        "SELECT b.* FROM block b, index_cursor c WHERE b.canonical AND (b.events > 0 OR b.block_number > c.block_number - 50) ORDER BY 3",
        "SELECT * FROM staking_event WHERE canonical ORDER BY block_number, log_index",
        "SELECT block_number, block_hash, start_block FROM index_cursor",
        "SELECT number, coordinator_address, period_seconds, begin_block_number, begin_block_hash, tip_hash, tip_epoch, "
                + "epoch_root, total_wei, miners FROM epoch WHERE " + RECENT + " ORDER BY number",
        "SELECT number, w.position, w.node_address, w.owner_address, w.weight_wei, w.cum_wei "
                + "FROM epoch_weight w JOIN epoch USING (epoch_id) WHERE " + RECENT + " ORDER BY 1, 2"
    };

    /** Options of a node for which nothing is ever final: forks may be as old as they like. */
    static final String[] NEVER_FINAL = {"--slots-in-an-epoch", "1000000"};

    final StakingChain chain;
    private long tipEpoch;

    IndexWorld(String... options) {
        this.chain = StakingChain.start(options);
    }

    private static List<Hash32> secrets(int length) {
        List<Hash32> chain = new ArrayList<>();
        chain.add(Keccak256.hash("the last secret"));
        for (int i = 0; i < length; i++) {
            chain.add(Keccak256.hash(chain.getLast().bytes()));
        }
        return chain.reversed();
    }

    static NodeKey key(int number) {
        return NodeKey.parse("0x" + String.format("%064x", number));
    }

    static OwnerAddress owner(String name) {
        return new OwnerAddress(StakingChain.person(name));
    }

    /** The coordinator registers and puts its tip on chain. */
    IndexWorld withCoordinator() {
        chain.register(COORDINATOR_OWNER, COORDINATOR, CandidateKind.COORDINATOR, Wei.ofCai(2_000_000));
        chain.setTip(COORDINATOR.nodeAddress(), TIP);
        tipEpoch = presentEpoch();
        return this;
    }

    long presentEpoch() {
        return chain.anvil().blockTimeSeconds() / EPOCH.toSeconds();
    }

    /** The coordinator posts an epoch with one payment. */
    void post(long epoch, Address account, Wei amount) {
        chain.payments()
                .postEpoch(
                        COORDINATOR.nodeAddress(),
                        COORDINATOR_OWNER,
                        epoch,
                        SECRETS.get((int) (epoch - tipEpoch)),
                        account,
                        amount);
    }

    OwnerAddress miner(int number, long cai) {
        OwnerAddress owner = owner("miner " + number);
        chain.register(owner, key(100 + number), CandidateKind.MINER, Wei.ofCai(cai));
        return owner;
    }

    /** A node with all blocks so far, which goes on by itself. */
    Anvil fork() {
        var fork = Anvil.start(
                "--auto-impersonate",
                "--timestamp",
                Long.toString(StakingChain.GENESIS_SECONDS),
                NEVER_FINAL[0],
                NEVER_FINAL[1]);
        fork.loadState(chain.anvil().dumpState(), chain.anvil().blockTimeSeconds());
        fork.blockInterval(1);
        if (!fork.blockHash().equals(chain.anvil().blockHash())) {
            fork.close();
            throw new IllegalStateException("the fork does not begin where the chain is");
        }
        return fork;
    }

    IndexerConfig config(URI... rpc) {
        return config(Duration.ofMillis(50), IndexerConfig.DEFAULT_RPC_TIMEOUT, rpc);
    }

    IndexerConfig config(Duration pollInterval, Duration rpcTimeout, URI... rpc) {
        return new IndexerConfig(
                List.of(rpc),
                new ChainId(Anvil.CHAIN_ID),
                chain.staking(),
                chain.settlement(),
                new BlockNumber(1),
                CONFIRMATIONS,
                COORDINATOR.nodeAddress(),
                EPOCH,
                pollInterval,
                20,
                rpcTimeout);
    }

    /** A database of its own with an indexer on this chain. */
    Index index() {
        return new Index(config(chain.anvil().uri()));
    }

    Index index(IndexerConfig config) {
        return new Index(config);
    }

    @Override
    public void close() {
        chain.close();
    }

    /** A database and the indexer that keeps it. */
    final class Index implements AutoCloseable {
        final TestPostgres postgres = TestPostgres.migrated("cuckoo", Database::migrate);
        final Database database = Database.open(
                new DatabaseConfig(postgres.jdbcUrl(), postgres.user(), new Secret(postgres.password()), 4));
        private final IndexerConfig config;
        private Indexer indexer;

        Index(IndexerConfig config) {
            this.config = config;
            this.indexer = new Indexer(config, database);
        }

        Index start() {
            indexer.start();
            return this;
        }

        void stop() {
            indexer.close();
        }

        /** A new indexer on the same database, as after a restart of the process. */
        void restart() {
            indexer.close();
            indexer = new Indexer(config, database);
            indexer.start();
        }

        IndexerStatus status() {
            return indexer.status();
        }

        Indexer indexer() {
            return indexer;
        }

        Index awaitHead() {
            return await(chain.anvil().blockHash());
        }

        Index await(Hash32 head) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    // A pooled connection may have died in an outage that the test made.
                    .ignoreExceptionsMatching(DatabaseOutage::isBehind)
                    .until(() -> hashes().equals(List.of(head)));
            return this;
        }

        private List<Hash32> hashes() {
            return database.read()
                    .fetch("SELECT block_hash FROM index_cursor")
                    .map(row -> Hash32.of((byte[]) row.get(0)));
        }

        /** Everything that follows from the chain, in one order: two indexes of one chain must agree on it. */
        String state() {
            var state = new StringBuilder();
            for (String table : TABLES_FROM_EVENTS) {
                state.append(table).append('\n').append(rows(table).formatCSV()).append('\n');
            }
            return state.toString();
        }

        /** The state is what one pass over all events comes to. */
        Index requireReplayed() {
            assertThat(new StateReplay(database).compare().differences()).isEmpty();
            return this;
        }

        Result<Record> rows(String sql) {
            return database.read().fetch(sql);
        }

        /** One number of a statement, its arguments addresses or heights. */
        BigInteger number(String sql, Object... arguments) {
            Object[] bound = Arrays.stream(arguments)
                    .map(argument -> argument instanceof Address address ? address.bytes() : argument)
                    .toArray();
            return database.read().fetchSingle(sql, bound).get(0, BigInteger.class);
        }

        long count(String sql) {
            return database.read().fetchSingle(sql).get(0, Long.class);
        }

        @Override
        public void close() {
            indexer.close();
            database.close();
            postgres.close();
        }
    }
}
