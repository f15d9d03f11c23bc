package network.cuckoo.contracts.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
 * {@code target/differential.txt}.
 */
class ContractsAgainstModelTest {

    private static final int STEPS = 150;
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
    }

    @Tag("deep")
    @Test
    void contractsAndModel_agreeToTheWei_overManySeeds() {
        LongStream.rangeClosed(1001, 2200).forEach(ContractsAgainstModelTest::duel);
        assertThat(TALLY.refusals().keySet())
                .containsAll(
                        Stream.of(Refusal.values()).map(Refusal::solidityName).toList());
        assertThat(TALLY.taken().keySet()).containsAll(takeable(Call.class).toList());
    }

    /** The names of all calls but those that are always refused. */
    private static Stream<String> takeable(Class<?> call) {
        return call.isRecord()
                ? Stream.of(call.getSimpleName()).filter(name -> !name.startsWith("SendTo"))
                : Stream.of(call.getPermittedSubclasses()).flatMap(ContractsAgainstModelTest::takeable);
    }

    private static void duel(long seed) {
        var deployment = Sequence.isEager(seed)
                ? deployments.getLast()
                : deployments.get(Math.floorMod(seed + seed / Sequence.TASTE_COUNT, deployments.size()));
        new Duel(seed, deployment, TALLY).run(STEPS);
        anvil.revert(fresh);
        fresh = anvil.snapshot();
    }
}
