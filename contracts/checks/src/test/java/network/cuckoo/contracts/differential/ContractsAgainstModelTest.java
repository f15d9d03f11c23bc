package network.cuckoo.contracts.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
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
 * {@code mvn -pl contracts/checks -am -Pdeep -Dtest='ContractsAgainstModelTest#*overManySeeds' test}.
 */
class ContractsAgainstModelTest {

    private static final int STEPS = 150;
    private static final int MANY_SEEDS = 1200;
    private static final int ARENAS = 2;

    private static final Tally TALLY = new Tally();
    private static final BlockingQueue<Arena> FREE = new ArrayBlockingQueue<>(ARENAS);

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        for (var i = 0; i < ARENAS; i++) {
            FREE.add(Arena.open());
        }
    }

    @AfterAll
    static void close() throws IOException, InterruptedException {
        for (var arena : FREE) {
            arena.close();
        }
        Files.writeString(Path.of("target", "differential.txt"), TALLY.toString());
    }

    @Test
    void contractsAndModel_agreeToTheWei_afterEachStep() throws InterruptedException {
        var only = Long.getLong("differential.seed");
        var seeds = only == null ? LongStream.rangeClosed(1, 32) : LongStream.of(only);
        duel(seeds);
        if (only == null) {
            requireEverythingSeen();
        }
    }

    @Test
    void pool_staysOpenAtAMillionthOfAWeiPerShare_andClosesOneWeiBelow() {
        var arena = FREE.remove();
        try {
            fall(arena.duel("dust", new FallingPool(), new Tally()));
        } finally {
            FREE.add(arena);
        }
    }

    private static void fall(Duel duel) {
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
    void contractsAndModel_agreeToTheWei_overManySeeds() throws InterruptedException {
        duel(LongStream.rangeClosed(1001, 1000 + MANY_SEEDS));
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

    /** All of these sequences, as many at a time as there are arenas; the first of them that differs ends it. */
    private static void duel(LongStream seeds) throws InterruptedException {
        try (var pool = Executors.newFixedThreadPool(ARENAS)) {
            var duels = seeds.mapToObj(seed -> pool.submit(() -> duel(seed))).toList();
            for (var duel : duels) {
                try {
                    duel.get();
                } catch (ExecutionException e) {
                    pool.shutdownNow();
                    throw new AssertionError(e.getCause());
                }
            }
        }
    }

    private static void duel(long seed) {
        var arena = FREE.remove();
        try {
            arena.duel(seed, TALLY).run(STEPS);
        } finally {
            FREE.add(arena);
        }
    }
}
