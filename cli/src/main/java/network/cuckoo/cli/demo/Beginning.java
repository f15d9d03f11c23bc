package network.cuckoo.cli.demo;

import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * The time until a demo's first tasks are done. A service that ends in it breaks it off at once, since nobody starts it again and
 * the tasks would wait in vain; later the demo stays up without it.
 */
final class Beginning {
    private final Thread waiting;
    private @Nullable CommandFailure broken;
    private boolean over;

    /** @param waiting the thread that starts the parts and waits for the tasks */
    Beginning(Thread waiting) {
        this.waiting = waiting;
    }

    /** One of the demo's own services has ended. Returns whether the demo goes on without it. */
    synchronized boolean isSurvived(String service) {
        if (!over && broken == null) {
            broken = new CommandFailure(
                    ExitCode.FAILED,
                    service
                            + " ended before the first tasks were done; start the demo again, it goes on with the same data");
            waiting.interrupt();
        }
        return over;
    }

    /** The first tasks are done. @throws CommandFailure if a service ended before */
    synchronized void end() {
        over = true;
        CommandFailure failure = broken;
        if (failure != null) {
            throw failure;
        }
    }

    /** Why the beginning was broken off: the end of a service, if that is behind the failure. The waiting thread may block again. */
    synchronized RuntimeException why(RuntimeException failure) {
        over = true;
        CommandFailure behind = broken;
        if (behind == null) {
            return failure;
        }
        Thread.interrupted(); // ending the parts takes waiting
        return behind;
    }
}
