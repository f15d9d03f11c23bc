package network.cuckoo.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.testing.StakingChain;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After any reorganisation the state is that of a fresh reading of the chain. */
class IndexerReorgTest {
    private static final int ROUNDS = 6;
    private static final int DEEPEST = 40;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void state_equalsAReplay_afterReorganisationsOfAnyDepth(long seed) {
        var random = new Random(seed);
        try (var world = new IndexWorld().withCoordinator()) {
            var miners = new ArrayList<OwnerAddress>();
            for (int i = 1; i <= 3; i++) {
                miners.add(world.miner(i, 20_000L * i));
            }
            // The registrations stay; what comes after may be replaced.
            long settled = world.chain.anvil().blockNumber();
            try (var index = world.index().start().awaitHead()) {
                for (int round = 0; round < ROUNDS; round++) {
                    changeStakes(world.chain, miners, random);
                    index.awaitHead();
                    long above = world.chain.anvil().blockNumber() - settled;
                    int depth = 1 + random.nextInt((int) Math.min(DEEPEST, above));
                    boolean shortened = random.nextInt(4) == 0;
                    if (shortened) {
                        world.chain.anvil().rollback(depth);
                    } else {
                        world.chain.anvil().reorg(depth);
                    }
                    // A chain that only lost its last blocks contradicts nothing, until it has others there.
                    if (shortened || random.nextBoolean()) {
                        changeStakes(world.chain, miners, random);
                    }
                    index.awaitHead();

                    try (var replay = world.index().start().awaitHead()) {
                        assertThat(index.state())
                                .as("seed %d, round %d, depth %d", seed, round, depth)
                                .isEqualTo(replay.state());
                    }
                    for (OwnerAddress miner : miners) {
                        assertThat(index.count(
                                        "SELECT weight_wei / 1000000000000000000 FROM candidate_weight WHERE owner_address = '\\x"
                                                + miner.hex().substring(2) + "'"))
                                .isEqualTo(world.chain
                                        .weightOf(miner)
                                        .value()
                                        .divide(Wei.ofCai(1).value())
                                        .longValue());
                    }
                }
                assertThat(index.count("SELECT count(*) FROM block WHERE NOT canonical"))
                        .isPositive();
                assertThat(index.count("SELECT count(*) FROM staking_event WHERE NOT canonical"))
                        .isPositive();
            }
        }
    }

    private static void changeStakes(StakingChain chain, ArrayList<OwnerAddress> miners, Random random) {
        for (int i = 0; i <= random.nextInt(4); i++) {
            OwnerAddress miner = miners.get(random.nextInt(miners.size()));
            chain.vote(StakingChain.person("voter " + random.nextInt(3)), miner, Wei.ofCai(1 + random.nextInt(5_000)));
        }
        chain.anvil().mine(1 + random.nextInt(25));
    }
}
