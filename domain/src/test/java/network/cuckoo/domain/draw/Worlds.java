package network.cuckoo.domain.draw;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.Wei;
import org.jspecify.annotations.NullMarked;

/** Epochs and draws made from a random seed. */
@NullMarked
final class Worlds {
    static final NodeAddress COORDINATOR = NodeAddress.parse("0x" + "c0".repeat(20));

    private Worlds() {}

    static List<MinerWeight> miners(Random random, int count) {
        var miners = new ArrayList<MinerWeight>();
        for (int i = 0; i < count; i++) {
            miners.add(new MinerWeight(node(random), new Wei(new BigInteger(82, random).add(BigInteger.ONE))));
        }
        return miners;
    }

    static List<MinerWeight> minersOf(Random random, long... weights) {
        var miners = new ArrayList<MinerWeight>();
        for (long weight : weights) {
            miners.add(new MinerWeight(node(random), new Wei(BigInteger.valueOf(weight))));
        }
        return miners;
    }

    /** The weight times a power of two. */
    static Wei times(Wei weight, int power) {
        return new Wei(weight.value().shiftLeft(power));
    }

    static DrawSeed inputs(EpochSnapshot snapshot, Hash32 requestHash) {
        return new DrawSeed(
                new ChainId(31337),
                COORDINATOR,
                new EpochNumber(7),
                snapshot.root(),
                Hash32.parse("0x" + "b1".repeat(32)),
                requestHash,
                1);
    }

    static Hash32 hash(Random random) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return Hash32.of(bytes);
    }

    private static NodeAddress node(Random random) {
        var bytes = new byte[20];
        random.nextBytes(bytes);
        return new NodeAddress(Address.of(bytes));
    }
}
