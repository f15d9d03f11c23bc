package network.cuckoo.cli.process;

import picocli.CommandLine.Option;

/** How a node that another process of ours starts learns of that process's end. */
public final class ParentOptions {
    @Option(names = "--exit-with-parent", hidden = true, description = "stop when the standard input ends")
    private boolean exitWithParent;

    /** Runs the action, on a thread of its own, once the parent is gone; if that was asked for. */
    public void whenGone(Runnable action) {
        if (exitWithParent) {
            ParentWatch.onEnd(System.in, action);
        }
    }
}
