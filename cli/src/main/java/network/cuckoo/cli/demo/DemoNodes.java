package network.cuckoo.cli.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import network.cuckoo.cli.process.ChildProcess;

/**
 * The demo's own processes: the coordinator and the miners. One that dies unasked is reported with the end of its log and started
 * again, a few times; one that lived longer than a minute has its whole count again.
 */
final class DemoNodes implements AutoCloseable {
    private static final Duration PATIENCE =
            Duration.ofSeconds(30); // a coordinator without its database takes its time
    private static final int MAX_RESTARTS = 5;
    private static final long LIVED_NANOS = Duration.ofMinutes(1).toNanos();

    private final DemoConsole console;
    private final Set<String> mortal;
    private final Map<String, ChildProcess> children = new LinkedHashMap<>();
    private final Set<String> givenUp = new HashSet<>();
    private final AtomicInteger deaths = new AtomicInteger();
    private boolean closed;

    private volatile Runnable restarted = () -> {};

    /** @param mortal names of processes that are not started again */
    DemoNodes(DemoConsole console, Set<String> mortal) {
        this.console = console;
        this.mortal = mortal;
    }

    /** Has this called after a process was started again: its number is another. */
    void whenRestarted(Runnable listener) {
        restarted = listener;
    }

    /** Starts a process and keeps it running. */
    void run(Supplier<ChildProcess> start) {
        run(start, MAX_RESTARTS);
    }

    private void run(Supplier<ChildProcess> start, int restartsLeft) {
        ChildProcess child;
        synchronized (this) {
            if (closed) {
                return;
            }
            child = start.get();
            children.put(child.name(), child);
        }
        long startNanos = System.nanoTime();
        var _ = child.onExit().thenAccept(ended -> {
            if (!ended.isStopping()) {
                boolean lived = System.nanoTime() - startNanos > LIVED_NANOS;
                died(ended, start, lived ? MAX_RESTARTS : restartsLeft);
            }
        });
    }

    private void died(ChildProcess child, Supplier<ChildProcess> start, int restartsLeft) {
        deaths.incrementAndGet();
        List<String> report = child.endReport();
        console.say("! %s (process %d) ended unasked %s", child.name(), child.pid(), report.getFirst());
        report.stream().skip(1).forEach(console::more);
        if (restartsLeft == 0 || mortal.contains(child.name())) {
            synchronized (this) {
                givenUp.add(child.name());
            }
            console.say("! %s is not started again", child.name());
            return;
        }
        console.say("starting %s again", child.name());
        run(start, restartsLeft - 1);
        restarted.run();
    }

    /** The processes by name, each with its present number. */
    synchronized Map<String, Long> pids() {
        Map<String, Long> pids = new LinkedHashMap<>();
        children.forEach((name, child) -> pids.put(name, child.pid()));
        return pids;
    }

    /** How often one of them died unasked. */
    int deaths() {
        return deaths.get();
    }

    /** Whether this one died so often that it is not started any more. */
    synchronized boolean isGivenUp(String name) {
        return givenUp.contains(name);
    }

    /** Ends the miners together, then the coordinator. */
    @Override
    public void close() {
        List<ChildProcess> miners = new ArrayList<>();
        List<ChildProcess> others = new ArrayList<>();
        synchronized (this) {
            closed = true;
            children.values().forEach(child -> (child.name().startsWith("miner") ? miners : others).add(child));
        }
        stopTogether(miners);
        stopTogether(others);
    }

    private void stopTogether(Collection<ChildProcess> ending) {
        List<Thread> stops = ending.stream()
                .map(child -> Thread.ofVirtual().start(() -> stop(child)))
                .toList();
        for (Thread stop : stops) {
            try {
                stop.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void stop(ChildProcess child) {
        if (!child.stop(PATIENCE)) {
            console.say(
                    "! %s did not end within %d s and was ended by force; its log is %s",
                    child.name(), PATIENCE.toSeconds(), child.log());
        }
    }
}
