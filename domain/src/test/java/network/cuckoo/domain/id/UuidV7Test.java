package network.cuckoo.domain.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UuidV7Test {
    private static final long NOW = Instant.parse("2026-03-01T10:00:00.123Z").toEpochMilli();

    private final AtomicLong millis = new AtomicLong(NOW);
    private final UuidV7 ids = new UuidV7(() -> Instant.ofEpochMilli(millis.get()), new Random(1));

    @Test
    void next_isOfVersion7_withTheClocksMilliseconds() {
        UUID id = ids.next();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW);
    }

    @Test
    void next_grows_withinAMillisecond_evenBeyondItsCounter() {
        assertGrowing(Stream.generate(ids::next).limit(10_000).toList());
    }

    @Test
    void next_grows_whenTheClockJumpsBackAndForth() {
        var made = new ArrayList<UUID>();
        var random = new Random(2);
        for (int i = 0; i < 1_000; i++) {
            millis.addAndGet(random.nextInt(2_001) - 1_000);
            made.add(ids.next());
        }
        assertGrowing(made);
    }

    @Test
    void next_followsTheClockAgain_afterABurst() {
        Stream.generate(ids::next).limit(10_000).forEach(id -> {});
        millis.addAndGet(1_000);
        assertThat(ids.next().getMostSignificantBits() >>> 16).isEqualTo(NOW + 1_000);
    }

    @Test
    void next_neverRepeats_overThreads() {
        List<UUID> made =
                IntStream.range(0, 20_000).parallel().mapToObj(i -> ids.next()).toList();
        assertThat(made).doesNotHaveDuplicates();
    }

    /** As text, since that is how a database and JSON order them (unsigned). */
    private static void assertGrowing(List<UUID> made) {
        List<String> texts = made.stream().map(UUID::toString).toList();
        assertThat(texts).isSorted().doesNotHaveDuplicates();
    }
}
