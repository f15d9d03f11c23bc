package network.cuckoo.cli.demo;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import network.cuckoo.cli.process.LogEnd;

/** Tells people when the database or the chain under a demo ends while the demo goes on, and breaks its beginning off. */
record ServiceWatch(DemoConsole console, Beginning beginning, BooleanSupplier ending) {
    /** Watches one of the demo's own services. */
    void over(String name, long pid, Path log) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        if (process.isEmpty()) {
            ended(name, pid, log);
            return;
        }
        var _ = process.get().onExit().thenRun(() -> ended(name, pid, log));
    }

    private void ended(String name, long pid, Path log) {
        if (ending.getAsBoolean()) {
            return;
        }
        console.say("! %s (process %d) ended unasked; the end of its log %s:", name, pid, log);
        LogEnd.of(log).forEach(console::more);
        if (beginning.isSurvived(name)) {
            console.more("the other parts wait for it; end the demo and start it again to go on with the same data");
        }
    }
}
