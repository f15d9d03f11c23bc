package network.cuckoo.domain.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.Hash32;
import org.junit.jupiter.api.Test;

class EpochScheduleTest {
    private static final EpochSchedule MINUTES = new EpochSchedule(60, new BlockNumber(10), new BlockTime(150));

    @Test
    void epochOf_isTimeByPeriod() {
        assertThat(List.of(0, 59, 60, 119, 120).stream()
                        .map(t -> MINUTES.epochOf(new BlockTime(t)).value()))
                .containsExactly(0L, 0L, 1L, 1L, 2L);
        assertThat(MINUTES.firstEpoch()).isEqualTo(new EpochNumber(2));
        assertThat(MINUTES.startOf(new EpochNumber(2)).toInstant()).isEqualTo(Instant.ofEpochSecond(120));
        assertThat(MINUTES.endOf(new EpochNumber(2))).isEqualTo(new BlockTime(180));
    }

    @Test
    void begunBy_theBlockAfterTheTips_isTheFirstEpoch() {
        assertThat(begun(11, 151, 150)).isEqualTo(2);
        assertThat(begun(11, 185, 150)).isEqualTo(3);
    }

    @Test
    void begunBy_isNone_upToTheTipsBlock() {
        assertThat(begun(10, 150, 149)).isEqualTo(-1);
        assertThat(begun(9, 120, 119)).isEqualTo(-1);
    }

    @Test
    void begunBy_isTheFirstBlockOfItsEpoch() {
        assertThat(begun(12, 152, 151)).isEqualTo(-1);
        assertThat(begun(40, 179, 178)).isEqualTo(-1);
        assertThat(begun(41, 180, 179)).isEqualTo(3);
        assertThat(begun(41, 180, 180)).isEqualTo(-1);
        assertThat(begun(42, 400, 181)).isEqualTo(6);
    }

    @Test
    void begunBy_refusesABlockOlderThanItsParent() {
        assertThatIllegalArgumentException().isThrownBy(() -> begun(12, 150, 151));
    }

    @Test
    void begunBy_agreesWithBeginOf_overRandomChains() {
        var random = new Random(1);
        for (int chain = 0; chain < 50; chain++) {
            List<BlockHeader> blocks = blocks(random);
            for (int i = 1; i < blocks.size(); i++) {
                BlockHeader block = blocks.get(i);
                boolean begins = MINUTES.beginOf(MINUTES.epochOf(block.time()), blocks)
                        .filter(block::equals)
                        .isPresent();
                assertThat(begun(
                                        block.number().value(),
                                        block.time().seconds(),
                                        blocks.get(i - 1).time().seconds())
                                >= 0)
                        .isEqualTo(begins);
            }
        }
    }

    @Test
    void beginOf_isNone_whenTheEpochHasNoBlock() {
        var blocks = List.of(header(11, 151), header(12, 400));
        assertThat(MINUTES.beginOf(new EpochNumber(3), blocks)).isEmpty();
        assertThat(MINUTES.beginOf(new EpochNumber(6), blocks)).contains(header(12, 400));
    }

    @Test
    void isConfirmed_countsTheBlocksAbove() {
        assertThat(EpochSchedule.isConfirmed(new BlockNumber(5), new BlockNumber(5), 0))
                .isTrue();
        assertThat(EpochSchedule.isConfirmed(new BlockNumber(5), new BlockNumber(5), 1))
                .isFalse();
        assertThat(EpochSchedule.isConfirmed(new BlockNumber(5), new BlockNumber(6), 1))
                .isTrue();
    }

    @Test
    void schedule_takesAPeriodOfASecond() {
        var seconds = new EpochSchedule(1, new BlockNumber(0), new BlockTime(7));
        assertThat(seconds.firstEpoch()).isEqualTo(new EpochNumber(7));
        assertThat(seconds.tipTime()).hasToString("7");
    }

    @Test
    void schedule_refusesAPeriodOfNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EpochSchedule(0, new BlockNumber(0), new BlockTime(0)));
        assertThatIllegalArgumentException().isThrownBy(() -> new BlockTime(-1));
    }

    private static long begun(long block, long time, long parentTime) {
        return MINUTES.begunBy(new BlockNumber(block), new BlockTime(time), new BlockTime(parentTime))
                .map(EpochNumber::value)
                .orElse(-1L);
    }

    private static List<BlockHeader> blocks(Random random) {
        var blocks = new ArrayList<BlockHeader>();
        long time = 100;
        for (int number = 5; number < 40; number++) {
            blocks.add(header(number, time));
            time = number == 9 ? 150 : time + random.nextInt(number < 9 ? 10 : 45);
        }
        return blocks;
    }

    private static BlockHeader header(long number, long time) {
        return new BlockHeader(new BlockNumber(number), Hash32.ZERO, new BlockTime(time));
    }
}
