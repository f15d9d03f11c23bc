package network.cuckoo.domain.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StatesTest {
    @ParameterizedTest
    @CsvSource({
        "QUEUED, LEASED FAILED CANCELLED",
        "LEASED, QUEUED SUCCEEDED FAILED CANCELLED",
        "SUCCEEDED, ''",
        "FAILED, ''",
        "CANCELLED, ''",
    })
    void task_goesToTheseStatesOnly(TaskState from, String to) {
        assertThat(Arrays.stream(TaskState.values()).filter(from::canBecome).map(Enum::name))
                .containsExactly(
                        Arrays.stream(to.split(" ")).filter(s -> !s.isEmpty()).toArray(String[]::new));
        assertThat(from.isFinished()).isEqualTo(to.isEmpty());
    }

    @Test
    void become_refusesWhatIsNotAllowed() {
        assertThat(TaskState.QUEUED.become(TaskState.LEASED)).isEqualTo(TaskState.LEASED);
        assertThatIllegalStateException()
                .isThrownBy(() -> TaskState.SUCCEEDED.become(TaskState.QUEUED))
                .withMessageContaining("SUCCEEDED");
    }

    @Test
    void lease_onlyGoesForward() {
        for (LeaseState from : LeaseState.values()) {
            for (LeaseState to : LeaseState.values()) {
                assertThat(from.canBecome(to))
                        .isEqualTo(from.ordinal() < to.ordinal()
                                && !(from == LeaseState.WAITING && to == LeaseState.STARTED));
            }
            assertThat(from.isLive()).isEqualTo(from != LeaseState.ENDED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void leaseEnd_neverEndsAnEndedLease(LeaseEnd end) {
        assertThat(end.canEnd(LeaseState.ENDED)).isFalse();
        assertThat(LeaseState.values()).anyMatch(end::canEnd);
    }

    @Test
    void leaseEnd_fitsItsState() {
        assertThat(LeaseEnd.NOT_PICKED_UP.canEnd(LeaseState.STARTED)).isFalse();
        assertThat(LeaseEnd.TIMED_OUT.canEnd(LeaseState.OFFERED)).isFalse();
        assertThat(LeaseEnd.ACCEPTED.canEnd(LeaseState.OFFERED)).isTrue();
    }

    @Test
    void leaseEnd_excludesWhoLostTheLease() {
        Set<LeaseEnd> excluding =
                Arrays.stream(LeaseEnd.values()).filter(LeaseEnd::excludesMiner).collect(Collectors.toSet());
        assertThat(excluding)
                .isEqualTo(EnumSet.complementOf(EnumSet.of(
                        LeaseEnd.ACCEPTED, LeaseEnd.CANCELLED, LeaseEnd.PATIENCE_OVER, LeaseEnd.COORDINATOR_FAULT)));
    }

    @Test
    void taskFailure_hasStableCodes() {
        assertThat(TaskFailure.values())
                .extracting(TaskFailure::code)
                .containsExactly("attempts_exhausted", "deadline_passed", "model_withdrawn", "input_rejected");
    }
}
