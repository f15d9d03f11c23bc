package network.cuckoo.indexer;

import static network.cuckoo.indexer.IndexWorld.COORDINATOR;
import static network.cuckoo.indexer.IndexWorld.EPOCH;
import static network.cuckoo.indexer.IndexWorld.TIP;
import static network.cuckoo.indexer.IndexWorld.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.draw.MerkleSumRoot;
import network.cuckoo.domain.draw.MerkleSumTree;
import network.cuckoo.domain.draw.MinerWeight;
import network.cuckoo.testing.StakingChain;
import org.jooq.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Epochs begin where the chain says, with the weights of that block, and end with the block that they stand on. */
class IndexerEpochTest {
    private final IndexWorld world = new IndexWorld().withCoordinator();
    private final StakingChain chain = world.chain;

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void epoch_hasTheWeightsOfItsFirstBlock_andTheirRoot() {
        OwnerAddress first = world.miner(1, 20_000);
        OwnerAddress second = world.miner(2, 60_000);
        mineToNextEpoch();
        long begin = chain.anvil().blockNumber();
        Hash32 beginHash = chain.anvil().blockHash();
        // After the beginning: counts from the next epoch.
        chain.vote(StakingChain.person("late"), first, Wei.ofCai(99));
        chain.anvil().mine(IndexWorld.CONFIRMATIONS);

        try (var index = world.index().start().awaitHead()) {
            Record epoch = newest(index);

            assertThat(epoch.get("begin_block_number", Long.class)).isEqualTo(begin);
            assertThat(hash(epoch, "begin_block_hash")).isEqualTo(beginHash);
            assertThat(hash(epoch, "tip_hash")).isEqualTo(TIP);
            assertThat(Address.of(epoch.get("coordinator_address", byte[].class)))
                    .isEqualTo(COORDINATOR.nodeAddress().address());
            assertThat(epoch.get("total_wei", BigInteger.class))
                    .isEqualTo(Wei.ofCai(80_000).value());
            assertThat(epoch.get("miners", Integer.class)).isEqualTo(2);
            var byAddress = new ArrayList<>(List.of(
                    new MinerWeight(key(101).nodeAddress(), Wei.ofCai(20_000)),
                    new MinerWeight(key(102).nodeAddress(), Wei.ofCai(60_000))));
            byAddress.sort((a, b) -> a.miner().compareTo(b.miner()));
            assertThat(hash(epoch, "epoch_root"))
                    .isEqualTo(MerkleSumTree.of(byAddress).root());
            assertThat(index.rows("SELECT w.cum_wei FROM epoch_weight w WHERE epoch_id = " + epoch.get("epoch_id")
                                    + " ORDER BY position")
                            .getValues(0, BigInteger.class))
                    .containsExactly(
                            byAddress.getFirst().weight().value(),
                            Wei.ofCai(80_000).value());
            assertThat(second).isNotEqualTo(first);
        }
    }

    @Test
    void epoch_isMade_onlyOnceItsBlockIsConfirmed() {
        world.miner(1, 20_000);
        try (var index = world.index().start().awaitHead()) {
            mineToNextEpoch();
            long number = chain.anvil().blockTimeSeconds() / EPOCH.toSeconds();
            chain.anvil().mine(IndexWorld.CONFIRMATIONS - 1);
            index.awaitHead();
            assertThat(index.count("SELECT count(*) FROM epoch WHERE number = " + number))
                    .isZero();

            chain.anvil().mine(1);
            index.awaitHead();
            assertThat(index.count("SELECT count(*) FROM epoch WHERE number = " + number))
                    .isEqualTo(1);
        }
    }

    @Test
    void epoch_isVoided_andMadeAnew_whenItsBlockLeavesTheChain() {
        OwnerAddress miner = world.miner(1, 20_000);
        mineToNextEpoch();
        chain.anvil().mine(3);
        try (var index = world.index().start().awaitHead()) {
            Record before = newest(index);

            chain.anvil().reorg(5);
            index.awaitHead();

            Record after = newest(index);
            assertThat(after.get("number")).isEqualTo(before.get("number"));
            assertThat(after.get("epoch_id")).isNotEqualTo(before.get("epoch_id"));
            assertThat(hash(after, "begin_block_hash")).isNotEqualTo(hash(before, "begin_block_hash"));
            assertThat(index.count("SELECT count(*) FROM epoch WHERE voided_at IS NOT NULL AND epoch_id = "
                            + before.get("epoch_id")))
                    .isEqualTo(1);
            assertThat(chain.weightOf(miner)).isEqualTo(Wei.ofCai(20_000));
        }
    }

    @Test
    void epoch_keepsTheTipBeforeIt_andTheNextOneHasTheNewTip() {
        world.miner(1, 20_000);
        mineToNextEpoch();
        long number = chain.anvil().blockTimeSeconds() / EPOCH.toSeconds();
        var newTip = new Hash32("0x" + "cd".repeat(32));
        chain.setTip(IndexWorld.COORDINATOR.nodeAddress(), newTip);
        mineToNextEpoch();
        chain.anvil().mine(IndexWorld.CONFIRMATIONS);

        try (var index = world.index().start().awaitHead()) {
            var tips = index.rows("SELECT number, tip_hash, tip_epoch FROM epoch WHERE number IN (" + number + ", "
                    + (number + 1) + ") ORDER BY number");
            assertThat(hash(tips.get(0), "tip_hash")).isEqualTo(TIP);
            assertThat(hash(tips.get(1), "tip_hash")).isEqualTo(newTip);
            assertThat(tips.get(1).get("tip_epoch", Long.class)).isEqualTo(number);
        }
    }

    private void mineToNextEpoch() {
        long period = EPOCH.toSeconds();
        long next = (chain.anvil().blockTimeSeconds() / period + 1) * period;
        chain.anvil().mine((int) (next - chain.anvil().blockTimeSeconds()));
    }

    private static Record newest(IndexWorld.Index index) {
        return index.rows("SELECT * FROM epoch WHERE voided_at IS NULL ORDER BY number DESC LIMIT 1")
                .getFirst();
    }

    private static Hash32 hash(Record row, String column) {
        return Hash32.of(row.get(column, byte[].class));
    }

    @Test
    void weightsOfOldEpochs_areDropped_andMadeAgain_withTheSameRoot() {
        try (var index = world.index().start()) {
            for (int i = 1; i <= 9; i++) {
                world.miner(i, 20_000L + i);
                chain.anvil().mine(12);
                index.awaitHead();
            }
            assertThat(index.count("SELECT count(*) FROM epoch WHERE NOT weights_kept"))
                    .isPositive();
            assertThat(index.count("SELECT count(*) FROM epoch, index_cursor "
                            + "WHERE NOT weights_kept AND begin_block_number > final_block"))
                    .as("what may be voided yet is kept")
                    .isZero();
            requireRoots(index);
            var old = index.rows(
                            "SELECT e.epoch_id, c.owner_address, c.node_address FROM epoch e, stake_candidate c "
                                    + "WHERE NOT e.weights_kept AND c.kind = 1 AND e.miners > 0 ORDER BY e.epoch_id DESC, c.block_number LIMIT 1")
                    .getFirst();
            assertThat(index.database
                            .read()
                            .fetchSingle(
                                    "SELECT epoch_weight_of(?, ?, ?) = w.weight_wei FROM epoch_weights(?) w WHERE w.node_address = ?",
                                    old.get(0),
                                    old.get(2),
                                    old.get(1),
                                    old.get(0),
                                    old.get(2))
                            .get(0))
                    .isEqualTo(true);

            chain.anvil().reorg(60);
            index.awaitHead();
            assertThat(index.count("SELECT count(*) FROM epoch WHERE voided_at IS NOT NULL"))
                    .isGreaterThan(4);
            requireRoots(index);
        }
    }

    /** Of every epoch, voided or not, the weights come to its root. */
    private static void requireRoots(IndexWorld.Index index) {
        for (var epoch : index.rows("SELECT epoch_id, epoch_root, total_wei, miners FROM epoch")) {
            var root = new MerkleSumRoot();
            index.rows("SELECT node_address, weight_wei FROM epoch_weights(" + epoch.get("epoch_id") + ") ORDER BY 1")
                    .forEach(row -> root.add(new MinerWeight(
                            new NodeAddress(Address.of((byte[]) row.get(0))), new Wei(row.get(1, BigInteger.class)))));
            assertThat(root.root()).isEqualTo(Hash32.of((byte[]) epoch.get("epoch_root")));
            assertThat(root.size()).isEqualTo(epoch.get("miners"));
        }
    }
}
