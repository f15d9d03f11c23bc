package network.cuckoo.cli.verify;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** {@code cuckoo verify}: checks the coordinator's claims. */
@Command(
        name = "verify",
        description = "Check a coordinator's claims without trusting it",
        subcommands = VerifyAssignmentCommand.class)
public final class VerifyCommand implements Runnable {
    @Override
    public void run() {
        throw new ParameterException(new CommandLine(this), "verify what? assignment");
    }
}
