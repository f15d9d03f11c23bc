package network.cuckoo.domain.draw;

import static network.cuckoo.domain.draw.CheckStep.compare;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.draw.CheckStep.Status;
import network.cuckoo.domain.draw.DrawRecord.Fallback;
import network.cuckoo.domain.draw.DrawRecord.Skip;
import network.cuckoo.domain.draw.DrawRecord.Unavailable;
import network.cuckoo.domain.hash.AbiEncoder;
import network.cuckoo.domain.hash.Keccak256;

/**
 * Recomputes a published draw from chain data. It shares nothing with {@link Draw} and {@link MerkleSumTree} but Keccak and the
 * ABI: the tree is recursive, owners are found by walking, bytes are put together as hex text. That a skipped miner really was
 * unavailable can't be seen here; that nobody claimed unavailable wins can.
 */
public final class DrawCheck {
    private final DrawRecord record;
    private final DrawEvidence evidence;
    private final List<MinerWeight> miners;
    private final BigInteger total;
    private final List<CheckStep> steps = new ArrayList<>();

    private DrawCheck(DrawRecord record, DrawEvidence evidence) {
        this.record = record;
        this.evidence = evidence;
        this.miners = new ArrayList<>(evidence.weights());
        miners.removeIf(miner -> miner.weight().value().equals(BigInteger.ZERO));
        miners.sort(Comparator.comparing(
                miner -> new BigInteger(1, miner.miner().address().bytes())));
        this.total = weightOf(miners);
    }

    /** Every step of the check, in order; the draw holds if none {@code DIFFERS} and is final if none is {@code NOT_YET}. */
    public static List<CheckStep> check(DrawRecord record, DrawEvidence evidence) {
        var check = new DrawCheck(record, evidence);
        check.checkInputs();
        check.checkSecret();
        check.checkProbes();
        check.checkWinner();
        return List.copyOf(check.steps);
    }

    /** Whether nothing differs; steps that wait for the secret don't count. */
    public static boolean holds(List<CheckStep> steps) {
        return steps.stream().noneMatch(step -> step.status() == Status.DIFFERS);
    }

    /** Whether nothing differs and nothing waits for the secret. */
    public static boolean isFinal(List<CheckStep> steps) {
        return steps.stream().allMatch(step -> step.status() == Status.OK);
    }

    private void checkInputs() {
        DrawSeed inputs = record.inputs();
        steps.add(compare("chain", evidence.chainId(), inputs.chainId()));
        steps.add(compare("coordinator", evidence.coordinator(), inputs.coordinator()));
        steps.add(compare("epoch", evidence.epoch(), inputs.epoch()));
        Hash32 root = miners.isEmpty() ? Hash32.ZERO : Hash32.parse("0x" + rootOf(miners));
        steps.add(compare("epoch root", root, inputs.epochRoot()));
        steps.add(compare("total weight", total, record.totalWeight().value()));
        steps.add(compare("block hash", evidence.blockHash(), inputs.blockHash()));
        steps.add(compare("request hash", evidence.requestHash(), inputs.requestHash()));
    }

    private void checkSecret() {
        if (evidence.secret().isEmpty()) {
            steps.add(CheckStep.notYet("hash chain", "tip " + evidence.tip()));
            steps.add(CheckStep.notYet("seed", record.seed().hex()));
            return;
        }
        Hash32 secret = evidence.secret().get();
        steps.add(checkHashChain(secret));
        steps.add(compare("seed", seedFrom(secret), record.seed()));
    }

    private CheckStep checkHashChain(Hash32 secret) {
        long times = evidence.epoch().value() - evidence.firstEpoch().value() + 1;
        if (times < 1) {
            return compare("hash chain", "an epoch from " + evidence.firstEpoch() + " on", "epoch " + evidence.epoch());
        }
        byte[] bytes = secret.bytes();
        for (long i = 0; i < times; i++) {
            bytes = Keccak256.digest(bytes);
        }
        return compare("hash chain", evidence.tip(), Hash32.of(bytes));
    }

    private Hash32 seedFrom(Hash32 secret) {
        return new AbiEncoder()
                .string("cuckoo/draw/v2")
                .uint(evidence.chainId().value())
                .address(evidence.coordinator().address())
                .uint(evidence.epoch().value())
                .bytes32(record.inputs().epochRoot())
                .bytes32(evidence.blockHash())
                .bytes32(secret)
                .bytes32(evidence.requestHash())
                .uint(record.inputs().attempt())
                .keccak();
    }

    private void checkProbes() {
        int skipped = record.skips().size();
        boolean complete = record.fallback().isPresent() ? skipped == 64 : skipped < 64;
        steps.add(compare("number of probes", true, complete));
        for (int k = 0; k < skipped; k++) {
            Skip skip = record.skips().get(k);
            String claimed = "probe " + skip.k() + " " + skip.miner();
            steps.add(compare("probe " + k, "probe " + k + " " + ownerOf(numberOf(k, total), miners), claimed));
        }
    }

    private void checkWinner() {
        Map<String, String> skipped = new HashMap<>();
        record.skips()
                .forEach(skip -> skipped.put(skip.miner().hex(), skip.reason().name()));
        if (record.fallback().isPresent()) {
            checkFallback(record.fallback().get(), skipped);
        } else {
            int last = record.skips().size();
            steps.add(compare(
                    "probe " + last,
                    ownerOf(numberOf(last, total), miners),
                    record.winner().hex()));
        }
        steps.add(compare(
                "winner was available",
                "available",
                skipped.getOrDefault(record.winner().hex(), "available")));
    }

    private void checkFallback(Fallback fallback, Map<String, String> skipped) {
        Map<String, String> unavailable = new HashMap<>();
        for (Unavailable miner : fallback.unavailable()) {
            unavailable.put(miner.miner().hex(), miner.reason().name());
        }
        List<MinerWeight> available = without(unavailable);
        BigInteger weight = weightOf(available);
        steps.add(compare(
                "skips agree with fallback", true, unavailable.entrySet().containsAll(skipped.entrySet())));
        steps.add(compare("available weight", weight, fallback.availableWeight().value()));
        steps.add(compare(
                "fallback",
                ownerOf(numberOf(64, weight), available),
                record.winner().hex()));
    }

    private List<MinerWeight> without(Map<String, String> unavailable) {
        return miners.stream()
                .filter(miner -> !unavailable.containsKey(miner.miner().hex()))
                .toList();
    }

    private BigInteger numberOf(int k, BigInteger bound) {
        if (bound.signum() == 0) {
            return BigInteger.ZERO;
        }
        String preimage = record.seed().hex().substring(2) + String.format(Locale.ROOT, "%08x", k);
        return new BigInteger(keccak(preimage), 16).remainder(bound);
    }

    private static String ownerOf(BigInteger number, List<MinerWeight> among) {
        BigInteger end = BigInteger.ZERO;
        for (MinerWeight miner : among) {
            end = end.add(miner.weight().value());
            if (end.compareTo(number) > 0) {
                return miner.miner().hex();
            }
        }
        return "nobody";
    }

    /** The root's hash in hex: the left part holds the largest power of two of leaves that leaves something for the right. */
    private static String rootOf(List<MinerWeight> leaves) {
        if (leaves.size() == 1) {
            MinerWeight leaf = leaves.getFirst();
            return keccak(
                    "00" + leaf.miner().hex().substring(2) + hex64(leaf.weight().value()));
        }
        int half = Integer.highestOneBit(leaves.size() - 1);
        List<MinerWeight> left = leaves.subList(0, half);
        List<MinerWeight> right = leaves.subList(half, leaves.size());
        return keccak("01" + rootOf(left) + hex64(weightOf(left)) + rootOf(right) + hex64(weightOf(right)));
    }

    private static BigInteger weightOf(List<MinerWeight> miners) {
        BigInteger sum = BigInteger.ZERO;
        for (MinerWeight miner : miners) {
            sum = sum.add(miner.weight().value());
        }
        return sum;
    }

    private static String hex64(BigInteger number) {
        return String.format(Locale.ROOT, "%064x", number);
    }

    private static String keccak(String hex) {
        return HexFormat.of().formatHex(Keccak256.digest(HexFormat.of().parseHex(hex)));
    }
}
