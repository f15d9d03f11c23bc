package network.cuckoo.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RotaTest {
    private static final Duration NO_WISH = Duration.ZERO;

    private final AtomicLong now = new AtomicLong(-5_000_000_000L);
    private final Rota pair = new Rota(2, Duration.ofSeconds(1), now::get);
    private final Rota alone = new Rota(1, Duration.ofSeconds(1), now::get);

    private void pass(long seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void first_isPreferred_andComesBackOnceItHasRested() {
        assertThat(pair.next()).hasValue(0);
        pair.failed(0, NO_WISH);
        assertThat(pair.next()).hasValue(1);
        assertThat(pair.untilNext()).isZero();
        pass(1);
        assertThat(pair.next()).hasValue(0);
        pair.worked(0);
        assertThat(pair.next()).hasValue(0);
    }

    @Test
    void rest_doubles_untilItIsAMinuteBesideAnotherThatIsWell() {
        for (long rest : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            pair.failed(0, NO_WISH);
            pass(rest - 1);
            assertThat(pair.next()).as("before %d s", rest).hasValue(1);
            pass(1);
            assertThat(pair.next()).as("after %d s", rest).hasValue(0);
        }
    }

    @Test
    void nobodyRestsForLong_whileNoneIsWell() {
        for (int i = 0; i < 10; i++) {
            pair.failed(0, NO_WISH);
        }
        pass(5);
        assertThat(pair.next()).hasValue(1);
        pair.failed(1, NO_WISH);
        assertThat(pair.next()).hasValue(0);

        pair.failed(0, NO_WISH);
        assertThat(pair.next()).isEmpty();
        assertThat(pair.untilNext()).isEqualTo(Duration.ofSeconds(1));
        for (int i = 0; i < 10; i++) {
            alone.failed(0, NO_WISH);
        }
        assertThat(alone.untilNext()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void wishToBeLeftAlone_isHonoured() {
        alone.failed(0, Duration.ofSeconds(30));
        pass(29);
        assertThat(alone.next()).isEmpty();
        assertThat(alone.untilNext()).isEqualTo(Duration.ofSeconds(1));
        pass(1);
        assertThat(alone.next()).hasValue(0);
        alone.failed(0, NO_WISH);
        assertThat(alone.untilNext()).isEqualTo(Duration.ofSeconds(2));
    }
}
