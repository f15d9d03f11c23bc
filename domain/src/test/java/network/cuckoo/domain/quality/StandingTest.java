package network.cuckoo.domain.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import network.cuckoo.domain.task.Blame;
import network.cuckoo.domain.task.LeaseEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StandingTest {
    private static final StandingRules RULES = StandingRules.DEFAULT;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static Standing after(Standing standing, Instant at, LeaseEnd... ends) {
        for (LeaseEnd end : ends) {
            standing = standing.after(end, at, RULES);
        }
        return standing;
    }

    private static Standing suspended(Instant at) {
        return after(Standing.good(at), at, LeaseEnd.TIMED_OUT, LeaseEnd.TIMED_OUT, LeaseEnd.FAILED, LeaseEnd.FAILED);
    }

    @Test
    void faults_suspend_aboveTheThreshold() {
        Standing nine = after(Standing.good(START), START, LeaseEnd.TIMED_OUT, LeaseEnd.TIMED_OUT, LeaseEnd.TIMED_OUT);
        assertThat(nine.isSuspended(START)).isFalse();
        Standing ten = nine.after(LeaseEnd.REFUSED, START, RULES);
        assertThat(ten.suspendedUntil()).contains(START.plus(Duration.ofMinutes(1)));
        assertThat(ten.reason()).contains(LeaseEnd.REFUSED);
        assertThat(ten.isSuspended(START.plusSeconds(59))).isTrue();
        assertThat(ten.isSuspended(START.plusSeconds(60))).isFalse();
    }

    @Test
    void score_halvesWithItsHalfLife_andAClockThatGoesBackGivesNothing() {
        Standing standing = after(Standing.good(START), START, LeaseEnd.FAILED, LeaseEnd.FAILED);
        assertThat(standing.score(START.plus(Duration.ofHours(1)), RULES)).isCloseTo(2, within(1e-9));
        assertThat(standing.score(START.plus(Duration.ofHours(2)), RULES)).isCloseTo(1, within(1e-9));
        assertThat(standing.score(START.minus(Duration.ofHours(1)), RULES)).isEqualTo(4);
        Standing back = standing.after(LeaseEnd.ACCEPTED, START.minus(Duration.ofHours(1)), RULES);
        assertThat(back.at()).isEqualTo(START);
        assertThat(back.score()).isEqualTo(3);
    }

    @Test
    void acceptedResults_recover_butNotBelowZero() {
        Standing standing = after(Standing.good(START), START, LeaseEnd.FAILED, LeaseEnd.ACCEPTED);
        assertThat(standing.score()).isEqualTo(1);
        assertThat(after(standing, START, LeaseEnd.ACCEPTED, LeaseEnd.ACCEPTED).score())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void pointsAreGiven_onlyForWhatAMinerIsBlamedFor(LeaseEnd end) {
        boolean counts = end.blame() == Blame.MINER || end.blame() == Blame.INPUT;
        assertThat(RULES.points(end) > 0).isEqualTo(counts);
        if (!counts && end != LeaseEnd.ACCEPTED) {
            assertThat(Standing.good(START).after(end, START.plusSeconds(1), RULES))
                    .isEqualTo(Standing.good(START));
        }
    }

    @Test
    void suspensions_double_upToTheLongest_andAreForgotten() {
        Standing standing = Standing.good(START);
        Instant now = START;
        Duration expected = RULES.first();
        for (int i = 0; i < 10; i++) {
            while (!standing.isSuspended(now)) {
                standing = standing.after(LeaseEnd.FAILED, now, RULES);
            }
            assertThat(Duration.between(now, standing.suspendedUntil().orElseThrow()))
                    .isEqualTo(expected);
            now = standing.suspendedUntil().orElseThrow();
            expected = expected.multipliedBy(2).compareTo(RULES.longest()) < 0
                    ? expected.multipliedBy(2)
                    : RULES.longest();
        }
        assertThat(standing.strikes(now, RULES)).isEqualTo(10);
        assertThat(standing.strikes(now.plus(Duration.ofHours(18)), RULES)).isEqualTo(7);
        assertThat(standing.strikes(now.plus(Duration.ofDays(30)), RULES)).isZero();
    }

    @Test
    void whoComesBack_isSoonSuspendedAgain_ifItGoesOnLikeThat() {
        Instant back = START.plus(Duration.ofMinutes(1));
        Standing again = after(suspended(START), back, LeaseEnd.FAILED, LeaseEnd.TIMED_OUT);
        assertThat(again.suspendedUntil()).contains(back.plus(Duration.ofMinutes(2)));
    }

    @Test
    void endsWhileSuspended_addNothing_andResultsStillCount() {
        Standing standing = suspended(START);
        assertThat(after(standing, START.plusSeconds(1), LeaseEnd.TIMED_OUT, LeaseEnd.FAILED))
                .isEqualTo(standing);
        assertThat(standing.after(LeaseEnd.ACCEPTED, START.plusSeconds(1), RULES)
                        .score())
                .isEqualTo(3.5);
    }

    @Test
    void lifting_endsTheSuspension_andItDoesNotCount() {
        Standing lifted = suspended(START).lifted(START.plusSeconds(5), RULES);
        assertThat(lifted.isSuspended(START.plusSeconds(5))).isFalse();
        assertThat(lifted.score()).isZero();
        assertThat(lifted.strikes()).isZero();
        Standing free = after(Standing.good(START), START, LeaseEnd.FAILED).lifted(START, RULES);
        assertThat(free).isEqualTo(Standing.good(START));
    }

    @Test
    void whoFailsOneInTen_isNotSuspended_andWhoFailsHalf_mostOfTheTime() {
        assertThat(suspendedShare(0.1)).isZero();
        assertThat(suspendedShare(0.5)).isGreaterThan(0.5);
    }

    /** Share of an hour's seconds in which a miner that ends a task each second is suspended, by its share of failures. */
    private static double suspendedShare(double failures) {
        var random = new Random(1);
        Standing standing = Standing.good(START);
        int out = 0;
        int seconds = 3_600;
        for (int i = 0; i < seconds; i++) {
            Instant now = START.plusSeconds(i);
            if (standing.isSuspended(now)) {
                out++;
            } else {
                boolean fails = random.nextDouble() < failures;
                standing = standing.after(fails ? LeaseEnd.FAILED : LeaseEnd.ACCEPTED, now, RULES);
            }
        }
        return (double) out / seconds;
    }

    private static StandingRules rules(
            Duration halfLife, double suspendAbove, double reward, Duration first, Duration longest, Duration forget) {
        return new StandingRules(halfLife, suspendAbove, reward, first, longest, forget);
    }

    @Test
    void rules_takeWhatMakesSense_andNothingElse() {
        Duration one = Duration.ofMinutes(1);
        assertThat(rules(one, 0.1, 0, one, one, one).suspension(5)).isEqualTo(one);
        assertThatIllegalArgumentException().isThrownBy(() -> rules(Duration.ZERO, 1, 1, one, one, one));
        assertThatIllegalArgumentException().isThrownBy(() -> rules(one, 0, 1, one, one, one));
        assertThatIllegalArgumentException().isThrownBy(() -> rules(one, 1, -0.1, one, one, one));
        assertThatIllegalArgumentException().isThrownBy(() -> rules(one, 1, 1, Duration.ZERO, one, one));
        assertThatIllegalArgumentException().isThrownBy(() -> rules(one, 1, 1, one, one.minusNanos(1), one));
        assertThatIllegalArgumentException().isThrownBy(() -> rules(one, 1, 1, one, one, Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Standing(-1, START, 0, Optional.empty(), Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Standing(0, START, -1, Optional.empty(), Optional.empty()));
        assertThat(RULES.suspension(Integer.MAX_VALUE)).isEqualTo(RULES.longest());
    }
}
