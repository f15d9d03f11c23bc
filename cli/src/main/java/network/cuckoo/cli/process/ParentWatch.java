package network.cuckoo.cli.process;

import java.io.IOException;
import java.io.InputStream;

/** Notices that the parent is gone: it holds the other end of our standard input, which then ends. */
public final class ParentWatch {
    private ParentWatch() {}

    /** Runs the action, on a thread of its own, once the input has ended. */
    public static void onEnd(InputStream input, Runnable action) {
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> {
            drain(input);
            action.run();
        });
    }

    private static void drain(InputStream input) {
        try {
            while (input.read() >= 0) {
                // whatever the parent writes means that it lives
            }
        } catch (IOException e) {
            // a broken pipe is an end too
        }
    }
}
