package network.cuckoo.cli.staking;

import java.math.BigInteger;
import java.util.concurrent.Callable;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.errand.CaseBook;
import network.cuckoo.cli.chain.errand.Moments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code cuckoo chain case show}: one case's story. */
@Command(
        name = "show",
        description = "Show what happened in a case, and who may do what next until when",
        sortOptions = false,
        footer = {"", "Example:", "  cuckoo chain case show 1"})
final class CaseShowCommand implements Callable<Integer> {
    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Parameters(paramLabel = "ID", description = "the case's number")
    private BigInteger id = BigInteger.ZERO;

    @Override
    public Integer call() {
        try (ChainAccess chain = network.open()) {
            CaseBook.Told told = new CaseBook(chain, network.on(chain)).one(id);
            System.out.println(network.json() ? CaseTexts.json(told) : CaseTexts.whole(told, Moments.of(chain)));
            return 0;
        }
    }
}
