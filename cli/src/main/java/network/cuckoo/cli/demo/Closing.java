package network.cuckoo.cli.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;

/** What a demo has started, ended in the opposite order, once. A part that starts after that is ended at once. */
final class Closing implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final DemoConsole console;
    private boolean closed;

    Closing(DemoConsole console) {
        this.console = console;
    }

    /** Takes a part over. @throws CommandFailure if the demo is ending already */
    <T extends AutoCloseable> T with(T part) {
        synchronized (this) {
            if (!closed) {
                parts.push(part);
                return part;
            }
        }
        end(part);
        throw new CommandFailure(ExitCode.FAILED, "the demo is ending");
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        Deque<AutoCloseable> ending;
        synchronized (this) {
            closed = true;
            ending = new ArrayDeque<>(parts);
            parts.clear();
        }
        ending.forEach(this::end);
    }

    private void end(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) { // AutoCloseable declares no narrower type; the others must be ended too
            console.say("ending %s: %s", part.getClass().getSimpleName(), e);
        }
    }
}
