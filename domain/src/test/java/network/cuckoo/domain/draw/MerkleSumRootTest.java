package network.cuckoo.domain.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.Wei;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MerkleSumRootTest {
    private final Random random = new Random(3);

    @Test
    void root_isTheTrees_forEveryNumberOfLeaves() {
        List<MinerWeight> miners = new ArrayList<>();
        var root = new MerkleSumRoot();
        for (int n = 0; n <= 140; n++) {
            var tree = MerkleSumTree.of(miners);
            assertThat(root.root()).as("root of %d", n).isEqualTo(tree.root());
            assertThat(root.total()).isEqualTo(tree.total());
            assertThat(root.size()).isEqualTo(n);
            miners.add(miner());
            root.add(miners.getLast());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 32})
    void rootOfGroups_isThatOfTheirLeaves_whateverTheLastOneHas(int group) {
        for (int n = 0; n <= 70; n++) {
            List<MinerWeight> miners = Stream.generate(this::miner).limit(n).toList();
            var root = new MerkleSumRoot();
            for (int from = 0; from < n; from += group) {
                root.add(rootOf(miners.subList(from, Math.min(n, from + group))));
            }
            var tree = MerkleSumTree.of(miners);
            assertThat(root.root()).as("root of %d", n).isEqualTo(tree.root());
            assertThat(root.total()).isEqualTo(tree.total());
            assertThat(root.size()).isEqualTo(n);
        }
    }

    @Test
    void group_thatWouldCrossASubtree_isRefused() {
        var root = rootOf(Stream.generate(this::miner).limit(6).toList());
        var four = rootOf(Stream.generate(this::miner).limit(4).toList());
        assertThatThrownBy(() -> root.add(four)).hasMessage("4 leaves don't fit behind 6");
        root.add(new MerkleSumRoot());
        assertThat(root.size()).isEqualTo(6);
    }

    private static MerkleSumRoot rootOf(List<MinerWeight> miners) {
        var root = new MerkleSumRoot();
        miners.forEach(root::add);
        return root;
    }

    private MinerWeight miner() {
        var address = new byte[20];
        random.nextBytes(address);
        return new MinerWeight(
                new NodeAddress(Address.of(address)), new Wei(new BigInteger(90, random).add(BigInteger.ONE)));
    }

    @Test
    void rootOfNothing_isZero() {
        assertThat(new MerkleSumRoot().root()).isEqualTo(Hash32.ZERO);
        assertThat(new MerkleSumRoot().total()).isEqualTo(Wei.ZERO);
    }
}
