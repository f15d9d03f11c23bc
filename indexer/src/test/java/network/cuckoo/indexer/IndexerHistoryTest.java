package network.cuckoo.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.testing.StakingChain;
import org.junit.jupiter.api.Test;

/** What was so after a past block is still told when much has happened since. */
class IndexerHistoryTest {
    private record At(long block, Address who) {}

    @Test
    void weightsAndStakes_areThoseOfTheirBlock_howeverLongAgo() {
        try (var world = new IndexWorld().withCoordinator()) {
            var moves = new ChainMoves(world, new Random(11), 3);
            Map<At, BigInteger> weights = new HashMap<>();
            Map<At, BigInteger> free = new HashMap<>();
            for (int i = 0; i < 25; i++) {
                moves.make(1);
                long block = world.chain.anvil().blockNumber();
                for (OwnerAddress miner : moves.miners()) {
                    weights.put(
                            new At(block, miner.address()),
                            world.chain.weightOf(miner).value());
                    free.put(
                            new At(block, miner.address()),
                            world.chain.freeOf(miner.address()).value());
                }
                for (int voter = 0; voter < 4; voter++) {
                    Address address = StakingChain.person("voter " + voter);
                    free.put(new At(block, address), world.chain.freeOf(address).value());
                }
            }
            try (var index = world.index().start().awaitHead().requireReplayed()) {
                weights.forEach((at, weight) -> {
                    assertThat(index.number("SELECT weight_wei FROM candidate_weight_of(?, ?)", at.who(), at.block()))
                            .as("one weight at %s", at)
                            .isEqualTo(weight);
                    assertThat(index.number(
                                    "SELECT weight_wei FROM candidate_weight_at(" + at.block()
                                            + ") WHERE owner_address = ?",
                                    at.who()))
                            .as("all weights at %s", at)
                            .isEqualTo(weight);
                });
                free.forEach((at, wei) -> assertThat(
                                index.number("SELECT free_wei FROM staker_stake_of(?, ?)", at.who(), at.block()))
                        .as("free stake at %s", at)
                        .isEqualTo(wei));
                // Nothing of a stake is lost between free, positions and what cools.
                assertThat(
                                index.count(
                                        "SELECT count(*) FROM stake_free f, index_cursor c, "
                                                + "staker_stake_of(f.staker_address, c.block_number) s "
                                                + "WHERE s.free_wei <> f.free_wei OR s.stake_wei <> s.free_wei + s.voted_wei + s.cooling_wei"))
                        .isZero();
                assertThat(index.number(
                                "SELECT sum(s.voted_wei) FROM (SELECT DISTINCT staker_address FROM stake_share) k, "
                                        + "index_cursor c, staker_stake_of(k.staker_address, c.block_number) s"))
                        .isEqualTo(index.number("SELECT sum(value_wei) FROM stake_position"));
            }
        }
    }
}
