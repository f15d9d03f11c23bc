package network.cuckoo.cli.demo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.WhyNot;

/** What a demo has started, ended stage by stage, in each the newest first, once. A part that starts after that is ended at once. */
final class Closing implements AutoCloseable {
    /** In the order of their ends. */
    enum Stage {
        /** Our own processes, which use the services. */
        NODES,
        /** Database and chain. */
        SERVICES,
        /** The folder that everything is kept in. */
        FOLDER
    }

    private final Map<Stage, Deque<AutoCloseable>> parts = new EnumMap<>(Stage.class);
    private final DemoConsole console;
    private boolean closed;

    Closing(DemoConsole console) {
        this.console = console;
    }

    /** Takes a part over. @throws CommandFailure if the demo is ending already */
    <T extends AutoCloseable> T with(Stage stage, T part) {
        synchronized (this) {
            if (!closed) {
                parts.computeIfAbsent(stage, any -> new ArrayDeque<>()).push(part);
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
        List<AutoCloseable> ending = new ArrayList<>();
        synchronized (this) {
            closed = true;
            parts.values().forEach(ending::addAll);
            parts.clear();
        }
        ending.forEach(this::end);
    }

    private void end(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) { // AutoCloseable declares no narrower type; the others must be ended too
            console.say("! ending %s: %s", part.getClass().getSimpleName(), WhyNot.of(e));
        }
    }
}
