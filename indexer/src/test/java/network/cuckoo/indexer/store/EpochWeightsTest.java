package network.cuckoo.indexer.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import network.cuckoo.db.Database;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.db.Secret;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.draw.MerkleSumRoot;
import network.cuckoo.domain.draw.MerkleSumTree;
import network.cuckoo.domain.draw.MinerWeight;
import network.cuckoo.testing.TestPostgres;
import org.jooq.Record;
import org.jooq.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages hold what the state after a block says, however many there are, and the root is over them. */
class EpochWeightsTest {
    private static final int BLOCK = 2;

    private final TestPostgres postgres = TestPostgres.migrated("cuckoo", Database::migrate);
    private final Database database =
            Database.open(new DatabaseConfig(postgres.jdbcUrl(), postgres.user(), new Secret(postgres.password()), 4));

    @AfterEach
    void close() {
        database.close();
        postgres.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 1023, 1024, 1025, 3000})
    void pages_areTheWeightsAfterTheBlock_andTheRootIsOverThem(int miners) {
        blocks();
        register(miners, 1);
        // Of every seventh the pool changes after the epoch has begun: not for this epoch.
        pools(miners, 3, "i % 7 = 0", "1", "1");

        MerkleSumRoot root = write(1);

        Result<Record> rows = rows("SELECT * FROM epoch_weight WHERE epoch_id = 1 ORDER BY position");
        List<MinerWeight> expected = weightsAtBlock();
        assertThat(rows.map(EpochWeightsTest::weight)).isEqualTo(expected);
        // Of ten one is inactive and one cools whole.
        assertThat(expected).hasSize((int) IntStream.range(0, miners)
                .filter(i -> i % 10 != 3 && i % 10 != 4)
                .count());
        assertThat(root.root()).isEqualTo(MerkleSumTree.of(expected).root());
        assertThat(root.total()).isEqualTo(MerkleSumTree.of(expected).total());
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < rows.size(); i++) {
            sum = sum.add(rows.get(i).get("weight_wei", BigInteger.class));
            assertThat(rows.get(i).get("position", Integer.class)).isEqualTo(i);
            assertThat(rows.get(i).get("cum_wei", BigInteger.class)).isEqualTo(sum);
        }
    }

    @Test
    void weightOfOneMiner_isFound_onWhateverPageItIs() {
        blocks();
        register(3000, 1);
        write(1);

        assertThat(rows("SELECT w.position FROM epoch_weight w "
                        + "WHERE epoch_weight_of(1, w.node_address, w.owner_address) IS DISTINCT FROM w.weight_wei"))
                .isEmpty();
        assertThat(rows("SELECT epoch_weight_of(1, n, n) FROM (VALUES (decode(repeat('00', 20), 'hex')), "
                        + "(decode(repeat('ff', 20), 'hex')), (substr(sha256('stranger'), 1, 20))) AS nobody (n) "
                        + "WHERE epoch_weight_of(1, n, n) IS NOT NULL"))
                .isEmpty();
    }

    private MerkleSumRoot write(long epochId) {
        return database.transaction(tx -> {
            MerkleSumRoot root = EpochWeights.write(tx, epochId, BLOCK);
            tx.execute(
                    "INSERT INTO epoch VALUES (?, 1, substr(sha256('c'), 1, 20), 10, 2, sha256('b2'), sha256('t'), 0, "
                            + "sha256('r'), 1, 1)",
                    epochId);
            return root;
        });
    }

    private void blocks() {
        database.read()
                .execute(
                        "INSERT INTO block SELECT sha256(('b' || i)::bytea), sha256(('b' || (i - 1))::bytea), i, 1800000000 + i, "
                                + "1, true FROM generate_series(1, 3) i");
    }

    // Of ten one is inactive, one has all its shares cooling and one a single share.
    private void register(int miners, int block) {
        insert(
                miners,
                block,
                0,
                "'CandidateChanged', substr(sha256(('o' || i)::bytea), 1, 20), substr(sha256(('n' || i)::bytea), 1, 20), 1, true, "
                        + "i % 10 <> 3, 1000 + i, 500, 500, 0, 1",
                "node_address, kind, registered, active, own_stake_wei, commission_bps, next_commission_bps, next_commission_at, node_nonce",
                "true");
        pools(miners, block, "true", "20000000000000000000000 + i::numeric * 1000003", "1000000 + i");
    }

    private void pools(int miners, int block, String which, String tokens, String shares) {
        insert(
                miners,
                block,
                1,
                "'PoolChanged', substr(sha256(('o' || i)::bytea), 1, 20), " + tokens + ", " + shares
                        + ", CASE i % 10 WHEN 4 THEN " + shares + " WHEN 5 THEN 1 ELSE 0 END, 0, 0, 0, 0, false",
                "tokens_wei, shares, cooling_shares, reward_acc, pot_wei, drip_at, frozen_until, closed",
                which);
    }

    private void insert(int miners, int block, int index, String values, String columns, String which) {
        database.read()
                .execute(
                        "INSERT INTO staking_event (block_hash, log_index, block_number, transaction_hash, contract_address, event, "
                                + "candidate_address, " + columns + ") SELECT sha256('b" + block + "'), 2 * i + "
                                + index + ", " + block
                                + ", sha256('t'), substr(sha256('c'), 1, 20), " + values + " FROM generate_series(0, "
                                + miners
                                + " - 1) i WHERE " + which);
    }

    // From the events alone, by the contract's formula.
    private List<MinerWeight> weightsAtBlock() {
        return rows("SELECT c.node_address, div(p.tokens_wei * (p.shares - p.cooling_shares), p.shares) AS weight_wei "
                        + "FROM staking_event c JOIN staking_event p USING (candidate_address) "
                        + "WHERE c.event = 'CandidateChanged' AND p.event = 'PoolChanged' AND c.active AND p.block_number <= "
                        + BLOCK
                        + " AND p.shares > p.cooling_shares ORDER BY 1")
                .map(EpochWeightsTest::weight);
    }

    private static MinerWeight weight(Record row) {
        return new MinerWeight(
                new NodeAddress(Address.of(row.get("node_address", byte[].class))),
                new Wei(row.get("weight_wei", BigInteger.class)));
    }

    private Result<Record> rows(String sql) {
        return database.read().fetch(sql);
    }
}
