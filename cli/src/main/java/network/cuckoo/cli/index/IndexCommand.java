package network.cuckoo.cli.index;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** {@code cuckoo index}: the coordinator's picture of the chain. */
@Command(
        name = "index",
        description = "Check a coordinator's index of the chain: against its events, and against the contracts",
        subcommands = {IndexRebuildCommand.class, IndexCheckCommand.class})
public final class IndexCommand implements Runnable {
    @Override
    public void run() {
        throw new ParameterException(new CommandLine(this), "index what? rebuild or check; see cuckoo index --help");
    }
}
