package network.cuckoo.indexer;

import static network.cuckoo.indexer.IndexWorld.COORDINATOR_OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.testing.StakingChain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the tables say is what the contracts say. */
class IndexerStateTest {
    private final IndexWorld world = new IndexWorld().withCoordinator();
    private final StakingChain chain = world.chain;

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void weights_areTheContracts_afterStakesVotesAndExits() {
        OwnerAddress small = world.miner(1, 20_000);
        OwnerAddress large = world.miner(2, 80_000);
        OwnerAddress gone = world.miner(3, 40_000);
        var voter = StakingChain.person("voter");
        chain.vote(voter, small, Wei.ofCai(12_345));
        chain.vote(voter, large, Wei.ofCai(777));
        chain.unvote(voter, small, Wei.ofCai(345).value());
        chain.deregister(gone);
        // Below its minimum: registered, not active, without weight.
        OwnerAddress poor = world.miner(4, 20_000);
        chain.unvote(poor.address(), poor, BigInteger.ONE);
        chain.stake(voter, Wei.ofCai(5));
        chain.updateInfo(small, "http://127.0.0.1:2", "a \u0000 in the middle");

        try (var index = world.index().start().awaitHead()) {
            for (OwnerAddress owner : new OwnerAddress[] {small, large, gone, poor, COORDINATOR_OWNER}) {
                assertThat(weight(index, owner)).as(owner.hex()).isEqualTo(chain.weightOf(owner));
            }
            assertThat(weight(index, small)).isEqualTo(Wei.ofCai(32_000));
            assertThat(weight(index, gone)).isEqualTo(Wei.ZERO);
            assertThat(weight(index, poor)).isEqualTo(Wei.ZERO);
            assertThat(index.rows("SELECT free_wei FROM stake_free WHERE free_wei > 0")
                            .getValues(0, BigInteger.class))
                    .containsExactly(chain.freeOf(voter).value());
            assertThat(index.count("SELECT count(*) FROM stake_cooling WHERE withdrawn_wei IS NULL"))
                    .isEqualTo(2);
            assertThat(index.count("SELECT count(*) FROM candidate_info WHERE info = 'a \uFFFD in the middle'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void index_goesOn_whereARestartLeftIt_andFollowsTheHead() {
        world.miner(1, 20_000);
        try (var index = world.index().start().awaitHead()) {
            index.stop();
            OwnerAddress later = world.miner(2, 40_000);
            chain.anvil().mine(30);
            index.restart();
            index.awaitHead();
            chain.vote(StakingChain.person("voter"), later, Wei.ofCai(10));
            index.awaitHead();

            assertThat(weight(index, later)).isEqualTo(Wei.ofCai(40_010));
            assertThat(index.status().lagBlocks()).contains(0L);
            try (var fromScratch = world.index().start().awaitHead()) {
                assertThat(index.state()).isEqualTo(fromScratch.state());
            }
        }
    }

    @Test
    void twoIndexers_onOneDatabase_writeEachBlockOnce() {
        try (var index = world.index();
                var second = new Indexer(world.config(chain.anvil().uri()), index.database)) {
            index.start();
            second.start();
            for (int i = 1; i <= 3; i++) {
                world.miner(i, 20_000L * i);
                chain.anvil().mine(7);
            }
            index.awaitHead();

            try (var alone = world.index().start().awaitHead()) {
                assertThat(index.state()).isEqualTo(alone.state());
            }
        }
    }

    private static Wei weight(IndexWorld.Index index, OwnerAddress owner) {
        return new Wei(index.database
                .read()
                .fetchSingle("SELECT weight_wei FROM candidate_weight WHERE owner_address = ?", (Object)
                        owner.address().bytes())
                .get(0, BigInteger.class));
    }
}
