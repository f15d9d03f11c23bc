package network.cuckoo.domain.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.Wei;
import org.junit.jupiter.api.Test;

class MerkleSumRootTest {
    @Test
    void root_isTheTrees_forEveryNumberOfLeaves() {
        var random = new Random(3);
        List<MinerWeight> miners = new ArrayList<>();
        var root = new MerkleSumRoot();
        for (int n = 0; n <= 140; n++) {
            var tree = MerkleSumTree.of(miners);
            assertThat(root.root()).as("root of %d", n).isEqualTo(tree.root());
            assertThat(root.total()).isEqualTo(tree.total());
            assertThat(root.size()).isEqualTo(n);
            var address = new byte[20];
            random.nextBytes(address);
            miners.add(new MinerWeight(
                    new NodeAddress(Address.of(address)), new Wei(new BigInteger(90, random).add(BigInteger.ONE))));
            root.add(miners.getLast());
        }
    }

    @Test
    void rootOfNothing_isZero() {
        assertThat(new MerkleSumRoot().root()).isEqualTo(Hash32.ZERO);
        assertThat(new MerkleSumRoot().total()).isEqualTo(Wei.ZERO);
    }
}
