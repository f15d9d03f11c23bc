package network.cuckoo.cli.demo;

import java.io.PrintStream;
import java.util.Locale;

/** What a demo tells people, each line with the seconds since its start. */
final class DemoConsole {
    private final PrintStream out;
    private final long startNanos = System.nanoTime();

    DemoConsole(PrintStream out) {
        this.out = out;
    }

    /** One line. */
    void say(String format, Object... arguments) {
        String text = arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments);
        synchronized (out) {
            out.printf(Locale.ROOT, "%6.1f s  %s%n", elapsedMillis() / 1000.0, text);
            out.flush();
        }
    }

    /** A line that belongs to the one before. */
    void more(String text) {
        synchronized (out) {
            out.println("          " + text);
            out.flush();
        }
    }

    /** A line for programs, alone. */
    void raw(String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }

    long elapsedMillis() {
        return (System.nanoTime() - startNanos) / 1_000_000;
    }
}
