package network.cuckoo.contracts.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The Solidity and the model take the same random steps and agree to the wei. A failure names its seed and tells all its
 * steps; {@code -Ddifferential.seed=N} takes that sequence alone. How often what happened is written to
 * {@code target/differential.txt}. All of {@link #MANY_SEEDS}:
 * {@code mvn -pl contracts -Pdeep -Dtest='ContractsAgainstModelTest#*overManySeeds' test}.
 */
class ContractsAgainstModelTest {

    private static final int STEPS = 150;
    private static final int MANY_SEEDS = 1200;
    private static final Tally TALLY = new Tally();

    private static Anvil anvil;
    private static List<Deployment> deployments;
    private static String fresh;

    @BeforeAll
    static void deploy() throws IOException, InterruptedException {
        anvil = Anvil.start();
        var lensCode = Lens.creationCode();
        deployments = List.of(
                Deployment.create(Rules.dust(), anvil, lensCode),
                Deployment.create(Rules.days(), anvil, lensCode),
                Deployment.create(Rules.seconds(), anvil, lensCode),
                Deployment.create(Rules.busy(), anvil, lensCode));
        fresh = anvil.snapshot();
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        anvil.close();
        Files.writeString(Path.of("target", "differential.txt"), TALLY.toString());
    }

    @Test
    void contractsAndModel_agreeToTheWei_afterEachStep() {
        var only = Long.getLong("differential.seed");
        var seeds = only == null ? LongStream.rangeClosed(1, 32) : LongStream.of(only);
        seeds.forEach(ContractsAgainstModelTest::duel);
        if (only == null) {
            requireEverythingSeen();
        }
    }

    @Test
    void pool_staysOpenAtAMillionthOfAWeiPerShare_andClosesOneWeiBelow() {
        startAfresh();
        var duel = new Duel(0, new FallingPool(), deployed("dust"), new Tally());
        duel.run(FallingPool.STEPS_TO_THE_EDGE);
        var atTheEdge = duel.world().staking().pools().pool(FallingPool.miner(duel.world()));
        assertThat(atTheEdge.tokens().multiply(BigInteger.valueOf(1_000_000))).isEqualTo(atTheEdge.shares());
        assertThat(atTheEdge.closed()).isFalse();

        duel.run(FallingPool.STEPS_PER_CUT);
        var below = duel.world().staking().pools().pool(FallingPool.miner(duel.world()));
        assertThat(below.tokens()).isEqualTo(atTheEdge.tokens().subtract(BigInteger.ONE));
        assertThat(below.closed()).isTrue();
    }

    @Tag("deep")
    @Test
    void contractsAndModel_agreeToTheWei_overManySeeds() {
        LongStream.rangeClosed(1001, 1000 + MANY_SEEDS).forEach(ContractsAgainstModelTest::duel);
        requireEverythingSeen();
    }

    private static void requireEverythingSeen() {
        assertThat(TALLY.refusals().keySet())
                .containsAll(
                        Stream.of(Refusal.values()).map(Refusal::solidityName).toList());
        assertThat(TALLY.taken().keySet()).containsAll(takeable(Call.class).toList());
        assertThat(TALLY.landmarks().keySet()).containsExactlyInAnyOrder(Landmark.values());
    }

    /** The names of all calls but those that are always refused. */
    private static Stream<String> takeable(Class<?> call) {
        return call.isRecord()
                ? Stream.of(call.getSimpleName()).filter(name -> !name.startsWith("SendTo"))
                : Stream.of(call.getPermittedSubclasses()).flatMap(ContractsAgainstModelTest::takeable);
    }

    private static void duel(long seed) {
        startAfresh();
        new Duel(seed, new Sequence(seed), deployment(seed), TALLY).run(STEPS);
    }

    private static Deployment deployment(long seed) {
        if (Sequence.isEager(seed)) {
            return deployed("busy");
        }
        return Sequence.isRuinous(seed)
                ? deployed("seconds")
                : deployments.get(Math.floorMod(seed + seed / Sequence.TASTE_COUNT, deployments.size()));
    }

    private static Deployment deployed(String rules) {
        return deployments.stream()
                .filter(deployment -> deployment.rules().name().equals(rules))
                .findAny()
                .orElseThrow();
    }

    private static void startAfresh() {
        anvil.revert(fresh);
        fresh = anvil.snapshot();
    }
}
