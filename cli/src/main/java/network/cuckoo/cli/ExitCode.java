package network.cuckoo.cli;

/** What a finished command tells the shell. */
public enum ExitCode {
    OK(0),
    /** The work was tried and failed: a task failed, a process died, a draw differs. */
    FAILED(1),
    /** A flag, a setting or a file is missing or wrong; nothing was done. */
    USAGE(2),
    /** Somebody needed does not answer: coordinator, database, chain. */
    UNREACHABLE(3),
    /** The coordinator or a contract refused; the message carries its code. */
    REFUSED(4),
    /** A fault of this program. */
    INTERNAL(70);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
