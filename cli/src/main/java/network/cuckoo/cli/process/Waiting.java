package network.cuckoo.cli.process;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;

/** Waits for something that can only be asked for. */
public final class Waiting {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Waiting() {}

    /**
     * Asks until there is an answer.
     *
     * @param what what is waited for, for the message
     * @throws CommandFailure (unreachable) if there is none within the limit
     */
    public static <T> T until(String what, Duration limit, Supplier<Optional<T>> question) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
                throw new CommandFailure(
                        ExitCode.UNREACHABLE, "waited " + limit.toSeconds() + " s in vain for " + what);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
