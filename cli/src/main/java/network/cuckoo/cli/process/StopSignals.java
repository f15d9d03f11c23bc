package network.cuckoo.cli.process;

import java.time.Duration;
import java.util.List;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ctrl-C, SIGTERM and SIGHUP, told one by one: a shutdown hook would hear only the first. Shells and {@code timeout} signal a
 * process and then its group, so what comes within a second of the first is still the first request.
 */
public final class StopSignals {
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");
    private static final int SIGNAL_BASE = 128;
    private static final long SAME_REQUEST_NANOS = Duration.ofSeconds(1).toNanos();

    private StopSignals() {}

    /** What is to be done when this process is told to stop. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Runs on a thread of its own.
         *
         * @param time 1 for the first request, 2 for the second …
         * @param exitCode what a process that this signal ends exits with, by custom: 128 and the signal's number
         */
        void stop(int time, int exitCode);
    }

    /** Tells the listener from now on, in place of ending the JVM. A signal that the process was started to ignore stays so. */
    public static void listen(Listener listener) {
        var requests = new Requests();
        SignalHandler handler = signal -> {
            int time = requests.signalled(System.nanoTime());
            if (time == 0) {
                return;
            }
            Thread.ofPlatform()
                    .daemon()
                    .name("stop-" + time)
                    .start(() -> listener.stop(time, SIGNAL_BASE + signal.getNumber()));
        };
        for (String name : SIGNALS) {
            var signal = new Signal(name);
            if (SignalHandler.SIG_IGN.equals(Signal.handle(signal, handler))) {
                Signal.handle(signal, SignalHandler.SIG_IGN);
            }
        }
    }

    /** Counts requests, which can be several signals each. */
    static final class Requests {
        private int count;
        private long firstNanos;

        /** The number of the request that begins with this signal; 0 if the signal belongs to the first request. */
        synchronized int signalled(long nowNanos) {
            if (count == 0) {
                firstNanos = nowNanos;
            } else if (nowNanos - firstNanos < SAME_REQUEST_NANOS) {
                return 0;
            }
            return ++count;
        }
    }

    /** The first request ends the JVM in order, by its shutdown hooks; a later one at once. */
    public static void exitThenHalt() {
        listen((time, exitCode) -> {
            if (time == 1) {
                Runtime.getRuntime().exit(exitCode);
            } else {
                Runtime.getRuntime().halt(exitCode);
            }
        });
    }
}
