package network.cuckoo.cli.process;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Ctrl-C, SIGTERM and SIGHUP, told one by one: a shutdown hook would hear only the first. */
public final class StopSignals {
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");
    private static final int SIGNAL_BASE = 128;

    private StopSignals() {}

    /** What is to be done when this process is told to stop. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Runs on a thread of its own.
         *
         * @param time 1 for the first signal, 2 for the second …
         * @param exitCode what a process that this signal ends exits with, by custom: 128 and the signal's number
         */
        void stop(int time, int exitCode);
    }

    /** Tells the listener from now on, in place of ending the JVM. A signal that the process was started to ignore stays so. */
    public static void listen(Listener listener) {
        var times = new AtomicInteger();
        SignalHandler handler = signal -> {
            int time = times.incrementAndGet();
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

    /** The first signal ends the JVM in order, by its shutdown hooks; the second at once. */
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
