package network.cuckoo.cli.staking;

import java.util.Optional;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.NodeUrls;
import picocli.CommandLine.Option;

/** Which chain a command speaks to. */
final class ChainOptions {
    @Option(
            names = "--rpc-url",
            required = true,
            paramLabel = "URL",
            description = "the chain's node; of several between commas the first that answers")
    private Optional<NodeUrls> rpcUrl = Optional.empty();

    @Option(names = "--chain-id", paramLabel = "N", description = "refuse any other chain")
    private Optional<Long> chainId = Optional.empty();

    @Option(names = "--json", description = "print the outcome as JSON")
    private boolean json;

    /** The chain's node. @throws CommandFailure if it does not answer, or has another chain than is wanted */
    ChainAccess open() {
        ChainAccess chain = rpcUrl.orElseThrow().open();
        try {
            long found = chain.chainId().value();
            chainId.filter(wanted -> wanted != found).ifPresent(wanted -> {
                throw new CommandFailure(
                        ExitCode.USAGE, "the node at " + chain.place() + " has chain " + found + ", not " + wanted);
            });
            return chain;
        } catch (RuntimeException e) {
            chain.close();
            throw e;
        }
    }

    /** Whether the outcome is to be printed as JSON. */
    boolean json() {
        return json;
    }
}
