package network.cuckoo.api.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import network.cuckoo.api.problem.ApiProblem;
import network.cuckoo.api.problem.ProblemCode;
import org.junit.jupiter.api.Test;

class WaitersTest {
    private final Waiters waiters = new Waiters(1);

    @Test
    void run_isRefused_whenTooManyWait() throws Exception {
        waiters.run(() -> {
            assertThat(waiters.count()).isEqualTo(1);
            assertThatExceptionOfType(ApiProblem.class)
                    .isThrownBy(() -> waiters.run(() -> {}))
                    .satisfies(problem -> assertThat(problem.code()).isEqualTo(ProblemCode.TOO_MANY_STREAMS));
        });
        assertThat(waiters.count()).isZero();
    }

    @Test
    void run_givesThePlaceBack_whenTheWorkFails() throws Exception {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> waiters.run(() -> {
                    throw new IOException("gone");
                }));
        waiters.run(() -> assertThat(waiters.isClosed()).isFalse());
    }
}
