package network.cuckoo.domain.draw;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.draw.DrawOutcome.Drawn;
import network.cuckoo.domain.draw.DrawOutcome.NoWeight;
import network.cuckoo.domain.draw.DrawOutcome.NobodyAvailable;
import network.cuckoo.domain.draw.DrawRecord.Fallback;
import network.cuckoo.domain.draw.DrawRecord.Skip;
import network.cuckoo.domain.draw.DrawRecord.Unavailable;
import network.cuckoo.domain.hash.Keccak256;

/**
 * Draws the miner of a task (docs: weights and the draw). Probe k takes {@code r_k = uint256(keccak256(seed ‖ uint32be(k))) mod
 * totalWeight}; its owner wins if it is available. After 64 probes the available miners share {@code r_64}. A miner's chance is
 * its share of the weight of those available, exactly.
 */
public final class Draw {
    /** Probes over all miners before the fallback over the available ones. */
    public static final int PROBES = 64;

    private final EpochSnapshot snapshot;
    private final DrawSeed inputs;
    private final Hash32 seed;
    private final byte[] seedBytes;
    private final Availability availability;
    private final List<Skip> skips = new ArrayList<>();

    private Draw(EpochSnapshot snapshot, DrawSeed inputs, Hash32 secret, Availability availability) {
        this.snapshot = snapshot;
        this.inputs = inputs;
        this.seed = inputs.value(secret);
        this.seedBytes = seed.bytes();
        this.availability = availability;
    }

    /**
     * Draws a miner.
     *
     * @param secret the epoch's secret, not yet public
     * @throws IllegalArgumentException if the seed is made over another root than the snapshot's
     */
    public static DrawOutcome draw(EpochSnapshot snapshot, DrawSeed inputs, Hash32 secret, Availability availability) {
        if (!inputs.epochRoot().equals(snapshot.root())) {
            throw new IllegalArgumentException("epoch " + inputs.epoch() + " has root " + inputs.epochRoot()
                    + " in the seed, but the snapshot's is " + snapshot.root());
        }
        if (snapshot.size() == 0) {
            return new NoWeight();
        }
        return new Draw(snapshot, inputs, secret, availability).run();
    }

    private DrawOutcome run() {
        for (int k = 0; k < PROBES; k++) {
            NodeAddress candidate = snapshot.miner(snapshot.ownerOf(number(k, snapshot.totalWeight())))
                    .miner();
            Optional<SkipReason> reason = availability.whyNot(candidate);
            if (reason.isEmpty()) {
                return drawn(candidate, Optional.empty());
            }
            skips.add(new Skip(k, candidate, reason.get()));
        }
        return fallback();
    }

    private DrawOutcome fallback() {
        var available = new ArrayList<MinerWeight>();
        var unavailable = new ArrayList<Unavailable>();
        for (MinerWeight miner : snapshot.miners()) {
            availability
                    .whyNot(miner.miner())
                    .ifPresentOrElse(
                            reason -> unavailable.add(new Unavailable(miner.miner(), reason)),
                            () -> available.add(miner));
        }
        if (available.isEmpty()) {
            return nobody(unavailable);
        }
        BigInteger weight =
                available.stream().map(miner -> miner.weight().value()).reduce(BigInteger.ZERO, BigInteger::add);
        return drawn(
                ownerAmong(available, number(PROBES, weight)), Optional.of(new Fallback(new Wei(weight), unavailable)));
    }

    private static NodeAddress ownerAmong(List<MinerWeight> available, BigInteger number) {
        BigInteger rest = number;
        for (MinerWeight miner : available) {
            rest = rest.subtract(miner.weight().value());
            if (rest.signum() < 0) {
                return miner.miner();
            }
        }
        throw new IllegalStateException("number " + number + " exceeds the weight of the available miners");
    }

    private static NobodyAvailable nobody(List<Unavailable> unavailable) {
        var counts = new EnumMap<SkipReason, Integer>(SkipReason.class);
        unavailable.forEach(miner -> counts.merge(miner.reason(), 1, Integer::sum));
        return new NobodyAvailable(counts);
    }

    private Drawn drawn(NodeAddress winner, Optional<Fallback> fallback) {
        return new Drawn(winner, new DrawRecord(inputs, seed, snapshot.total(), skips, fallback, winner));
    }

    private BigInteger number(int k, BigInteger bound) {
        byte[] preimage = ByteBuffer.allocate(36).put(seedBytes).putInt(k).array();
        return new BigInteger(1, Keccak256.digest(preimage)).mod(bound);
    }
}
