package network.cuckoo.cli;

/** A command cannot go on; the message is for people and says what to do where there is something to do. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    public CommandFailure(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public CommandFailure(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** What to exit with. */
    public ExitCode exitCode() {
        return exitCode;
    }
}
