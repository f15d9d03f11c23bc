package network.cuckoo.cli;

import java.util.Optional;

/** A command cannot go on; the message is for people and says what to do where there is something to do. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final String errorName;

    public CommandFailure(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
        this.errorName = "";
    }

    public CommandFailure(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
        this.errorName = "";
    }

    private CommandFailure(String message, String errorName) {
        super(message);
        this.exitCode = ExitCode.REFUSED;
        this.errorName = errorName;
    }

    /**
     * A contract refuses, or would.
     *
     * @param errorName the error's name in Solidity, told in brackets after the message
     */
    public static CommandFailure refusedByContract(String message, String errorName) {
        return new CommandFailure(message + " [" + errorName + "]", errorName);
    }

    /** What to exit with. */
    public ExitCode exitCode() {
        return exitCode;
    }

    /** The contract's error, if it is one. */
    public Optional<String> errorName() {
        return Optional.of(errorName).filter(name -> !name.isEmpty());
    }
}
