package network.cuckoo.domain.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.draw.CheckStep.Status;
import network.cuckoo.domain.draw.DrawRecord.Fallback;
import network.cuckoo.domain.draw.DrawRecord.Skip;
import network.cuckoo.domain.hash.Keccak256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DrawCheckTest {
    private static final int EPOCHS_SINCE_TIP = 4;
    private static final Wei ONE = Wei.parse("1");

    static List<DrawVector> vectors() {
        return DrawVector.all();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void check_findsEveryStepOk(DrawVector vector) {
        List<CheckStep> steps = DrawCheck.check(vector.drawn(), evidence(vector));
        assertThat(steps).allMatch(step -> step.status() == Status.OK);
        assertThat(DrawCheck.isFinal(steps)).isTrue();
        assertThat(steps).map(CheckStep::name).contains("epoch root", "hash chain", "seed", "winner was available");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void check_isProvisional_whileTheSecretIsNotRevealed(DrawVector vector) {
        List<CheckStep> steps = DrawCheck.check(vector.drawn(), withSecret(evidence(vector), Optional.empty()));
        assertThat(DrawCheck.holds(steps)).isTrue();
        assertThat(DrawCheck.isFinal(steps)).isFalse();
        assertThat(names(steps, Status.NOT_YET)).containsExactly("hash chain", "seed");
    }

    @Test
    void check_agreesWithTheDraw_overRandomWorlds() {
        var random = new Random(42);
        for (int count = 1; count <= 70; count++) {
            EpochSnapshot snapshot = EpochSnapshot.of(Worlds.miners(random, count));
            DrawSeed inputs = Worlds.inputs(snapshot, Worlds.hash(random));
            Hash32 secret = Worlds.hash(random);
            int modulus = 1 + random.nextInt(4);
            Availability some = miner -> snapshot.indexOf(miner) % modulus == 0
                    ? Optional.empty()
                    : Optional.of(SkipReason.values()[modulus]);
            DrawRecord record = ((DrawOutcome.Drawn) Draw.draw(snapshot, inputs, secret, some)).record();
            var shuffled = new ArrayList<>(snapshot.miners());
            Collections.shuffle(shuffled, random);
            assertThat(DrawCheck.check(record, revealed(inputs, shuffled, secret)))
                    .allMatch(step -> step.status() == Status.OK);
        }
    }

    /** Where all weigh little, numbers often fall on the very edge between two miners. */
    @Test
    void check_agreesWithTheDraw_onTheEdgesBetweenMiners() {
        var random = new Random(43);
        EpochSnapshot snapshot = EpochSnapshot.of(Worlds.minersOf(random, 1, 2, 1, 3));
        for (int i = 0; i < 50; i++) {
            DrawSeed inputs = Worlds.inputs(snapshot, Worlds.hash(random));
            Hash32 secret = Worlds.hash(random);
            var drawn = (DrawOutcome.Drawn) Draw.draw(snapshot, inputs, secret, Availability.ALL);
            assertThat(DrawCheck.check(drawn.record(), revealed(inputs, snapshot.miners(), secret)))
                    .allMatch(step -> step.status() == Status.OK);
        }
    }

    @Test
    void check_leavesOutMinersWithoutWeight() {
        DrawEvidence was = evidence(skipping());
        var more = new ArrayList<>(was.weights());
        more.add(new MinerWeight(Worlds.COORDINATOR, Wei.ZERO));
        assertThat(differing(withWeights(was, more))).isEmpty();
    }

    @Test
    void check_findsThatNobodyOwnsANumber_whenTheChainKnowsNoMiners() {
        DrawEvidence was = evidence(skipping());
        List<CheckStep> steps = DrawCheck.check(skipping().drawn(), withWeights(was, List.of()));
        assertThat(names(steps, Status.DIFFERS)).contains("epoch root", "total weight", "probe 0");
        assertThat(steps)
                .filteredOn(step -> step.name().equals("probe 0"))
                .map(CheckStep::expected)
                .containsExactly("probe 0 nobody");
    }

    @Test
    void check_namesTheStep_whenTheEvidenceIsOtherThanTheRecordSays() {
        DrawEvidence was = evidence(skipping());
        assertThat(differing(
                        withWeights(was, was.weights().subList(1, was.weights().size()))))
                .contains("epoch root", "total weight");
        assertThat(differing(withSecret(was, Optional.of(Hash32.ZERO)))).containsExactly("hash chain", "seed");
        assertThat(differing(withChain(was, new ChainId(5)))).containsExactly("chain", "seed");
        assertThat(differing(withBlock(was, Hash32.ZERO))).containsExactly("block hash", "seed");
        assertThat(differing(
                        withFirstEpoch(was, new EpochNumber(was.firstEpoch().value() + 1))))
                .containsExactly("hash chain");
        assertThat(differing(withFirstEpoch(was, new EpochNumber(was.epoch().value() + 1))))
                .containsExactly("hash chain");
    }

    @Test
    void check_namesTheStep_whenTheRecordIsOfAnotherCoordinator_epoch_orRequest() {
        DrawEvidence was = evidence(skipping());
        assertThat(differing(of(was, Worlds.COORDINATOR, was.epoch(), was.requestHash())))
                .containsExactly("coordinator", "seed");
        var before = new EpochNumber(was.epoch().value() - 1);
        assertThat(differing(of(was, was.coordinator(), before, was.requestHash())))
                .containsExactly("epoch", "hash chain", "seed");
        assertThat(differing(of(was, was.coordinator(), was.epoch(), Hash32.ZERO)))
                .containsExactly("request hash", "seed");
    }

    @Test
    void check_findsAWinnerThatWasNotDrawn() {
        DrawRecord was = skipping().drawn();
        for (MinerWeight miner : skipping().weights()) {
            List<String> steps = differing(skipping(), with(was, was.skips(), was.fallback(), miner.miner()));
            assertThat(steps.isEmpty()).isEqualTo(miner.miner().equals(was.winner()));
        }
    }

    @Test
    void check_findsASkipThatWasLeftOut_orAdded_orMoved() {
        DrawRecord was = skipping().drawn();
        Skip first = was.skips().getFirst();
        var fewer = was.skips().subList(1, was.skips().size());
        assertThat(differing(skipping(), with(was, fewer, was.fallback(), was.winner())))
                .isNotEmpty();
        var other = new ArrayList<>(was.skips());
        other.set(0, new Skip(0, was.winner(), first.reason()));
        assertThat(differing(skipping(), with(was, other, was.fallback(), was.winner())))
                .containsExactly("probe 0", "winner was available");
        var renumbered = new ArrayList<>(was.skips());
        renumbered.set(0, new Skip(1, first.miner(), first.reason()));
        assertThat(differing(skipping(), with(was, renumbered, was.fallback(), was.winner())))
                .containsExactly("probe 0");
    }

    @Test
    void check_findsAWinnerThatWasCalledUnavailableBefore() {
        DrawVector vector = skipping();
        DrawRecord was = vector.drawn();
        // Skips go on until the same miner is drawn again, which then is said to be available after all.
        Availability onlyTheFirstSkipped = miner ->
                miner.equals(was.skips().getFirst().miner()) ? Optional.empty() : Optional.of(SkipReason.OFFLINE);
        var honest = ((DrawOutcome.Drawn)
                        Draw.draw(vector.snapshot(), vector.inputs(), vector.secret(), onlyTheFirstSkipped))
                .record();
        assertThat(honest.skips()).isEmpty();
        DrawRecord lie = with(
                was,
                was.skips().subList(0, 1),
                Optional.empty(),
                was.skips().get(1).miner());
        assertThat(differing(vector, lie)).containsExactly("winner was available");
    }

    @Test
    void check_findsALieInTheFallback() {
        DrawVector vector = vectors().getLast();
        DrawRecord was = vector.drawn();
        Fallback fallback = was.fallback().orElseThrow();
        assertThat(differing(vector, with(was, was.skips(), Optional.empty(), was.winner())))
                .contains("number of probes");
        var heavier = new Fallback(fallback.availableWeight().plus(ONE), fallback.unavailable());
        assertThat(differing(vector, with(was, was.skips(), Optional.of(heavier), was.winner())))
                .containsExactly("available weight");
        var everybody = new Fallback(fallback.availableWeight(), List.of());
        assertThat(differing(vector, with(was, was.skips(), Optional.of(everybody), was.winner())))
                .contains("skips agree with fallback", "available weight");
    }

    @Test
    void check_findsAForgedSeed_thoughItsProbesFit() {
        DrawVector vector = skipping();
        Hash32 forged = Worlds.hash(new Random(9));
        DrawRecord was = vector.drawn();
        var record = new DrawRecord(was.inputs(), forged, was.totalWeight(), was.skips(), was.fallback(), was.winner());
        assertThat(differing(vector, record)).contains("seed");
    }

    private static DrawVector skipping() {
        return vectors().get(2);
    }

    private static List<String> differing(DrawEvidence evidence) {
        return names(DrawCheck.check(skipping().drawn(), evidence), Status.DIFFERS);
    }

    private static List<String> differing(DrawVector vector, DrawRecord record) {
        List<CheckStep> steps = DrawCheck.check(record, evidence(vector));
        assertThat(DrawCheck.holds(steps))
                .isEqualTo(names(steps, Status.DIFFERS).isEmpty());
        return names(steps, Status.DIFFERS);
    }

    private static List<String> names(List<CheckStep> steps, Status status) {
        return steps.stream()
                .filter(step -> step.status() == status)
                .map(CheckStep::name)
                .toList();
    }

    private static DrawRecord with(DrawRecord was, List<Skip> skips, Optional<Fallback> fallback, NodeAddress winner) {
        return new DrawRecord(was.inputs(), was.seed(), was.totalWeight(), skips, fallback, winner);
    }

    private static DrawEvidence evidence(DrawVector vector) {
        DrawSeed inputs = vector.inputs();
        byte[] tip = vector.secret().bytes();
        for (int i = 0; i <= EPOCHS_SINCE_TIP; i++) {
            tip = Keccak256.digest(tip);
        }
        return new DrawEvidence(
                inputs.chainId(),
                inputs.coordinator(),
                inputs.epoch(),
                vector.weights(),
                inputs.blockHash(),
                inputs.requestHash(),
                Hash32.of(tip),
                new EpochNumber(inputs.epoch().value() - EPOCHS_SINCE_TIP),
                Optional.of(vector.secret()));
    }

    /** The evidence when the tip's own epoch is over. */
    private static DrawEvidence revealed(DrawSeed inputs, List<MinerWeight> weights, Hash32 secret) {
        return new DrawEvidence(
                inputs.chainId(),
                inputs.coordinator(),
                inputs.epoch(),
                weights,
                inputs.blockHash(),
                inputs.requestHash(),
                Keccak256.hash(secret.bytes()),
                inputs.epoch(),
                Optional.of(secret));
    }

    private static DrawEvidence withSecret(DrawEvidence e, Optional<Hash32> secret) {
        return copy(e, e.chainId(), e.weights(), e.blockHash(), e.firstEpoch(), secret);
    }

    private static DrawEvidence withWeights(DrawEvidence e, List<MinerWeight> weights) {
        return copy(e, e.chainId(), weights, e.blockHash(), e.firstEpoch(), e.secret());
    }

    private static DrawEvidence withChain(DrawEvidence e, ChainId chainId) {
        return copy(e, chainId, e.weights(), e.blockHash(), e.firstEpoch(), e.secret());
    }

    private static DrawEvidence withBlock(DrawEvidence e, Hash32 blockHash) {
        return copy(e, e.chainId(), e.weights(), blockHash, e.firstEpoch(), e.secret());
    }

    private static DrawEvidence withFirstEpoch(DrawEvidence e, EpochNumber firstEpoch) {
        return copy(e, e.chainId(), e.weights(), e.blockHash(), firstEpoch, e.secret());
    }

    private static DrawEvidence of(DrawEvidence e, NodeAddress coordinator, EpochNumber epoch, Hash32 requestHash) {
        return new DrawEvidence(
                e.chainId(),
                coordinator,
                epoch,
                e.weights(),
                e.blockHash(),
                requestHash,
                e.tip(),
                e.firstEpoch(),
                e.secret());
    }

    private static DrawEvidence copy(
            DrawEvidence e,
            ChainId chainId,
            List<MinerWeight> weights,
            Hash32 blockHash,
            EpochNumber firstEpoch,
            Optional<Hash32> secret) {
        return new DrawEvidence(
                chainId, e.coordinator(), e.epoch(), weights, blockHash, e.requestHash(), e.tip(), firstEpoch, secret);
    }
}
