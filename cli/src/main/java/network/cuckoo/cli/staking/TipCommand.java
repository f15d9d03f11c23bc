package network.cuckoo.cli.staking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.errand.Moments;
import network.cuckoo.cli.chain.errand.TipBook;
import network.cuckoo.cli.chain.errand.TipErrands;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code cuckoo chain tip}: the tips of coordinators' hash chains. */
@Command(name = "tip", description = "The tip of a coordinator's hash chain, whose preimages are its epochs' secrets")
final class TipCommand implements Runnable {
    @Override
    public void run() {
        throw new ParameterException(new CommandLine(this), "tip what? show or set");
    }

    @Command(
            name = "show",
            description = "Show a coordinator's tip, since when it stands, and up to where it is revealed",
            footer = {"", "Example:", "  cuckoo chain tip show --coordinator 0x…"})
    int show(@Mixin NetworkOptions network, @Mixin CoordinatorOption coordinator) {
        try (ChainAccess chain = network.open()) {
            Optional<TipBook.Told> tip = new TipBook(chain, network.on(chain)).of(coordinator.address());
            System.out.println(
                    network.json()
                            ? json(coordinator.address(), tip)
                            : tip.map(told -> text(told, Moments.of(chain)))
                                    .orElse("coordinator " + coordinator.address() + " has no tip on chain"));
            return 0;
        }
    }

    @Command(
            name = "set",
            description = {
                "Commit to a hash chain; for the coordinator's node.",
                "It serves the rest of this epoch and those after it. `cuckoo coordinator` does this by itself at its first start."
            },
            sortOptions = false,
            footer = {
                "",
                "Examples:",
                "  cuckoo chain tip set --key-file node.json --secret-file secrets.json",
                "  cuckoo chain tip set --key-file node.json --tip 0x… --replace-tip"
            })
    int set(
            @Mixin Sending sending,
            @Option(names = "--tip", paramLabel = "HASH", description = "the tip itself, which is public")
                    Optional<Hash32> tip,
            @Option(
                            names = "--secret-file",
                            paramLabel = "FILE",
                            description =
                                    "the coordinator's hash chain, which tells its tip; the rest of it goes nowhere")
                    Optional<Path> secretFile,
            @Option(names = "--replace-tip", description = "put it in place of another one that stands")
                    boolean replace) {
        if (tip.isPresent() == secretFile.isPresent()) {
            throw new CommandFailure(ExitCode.USAGE, "which tip? Give --tip HASH or --secret-file FILE, and not both");
        }
        Hash32 chosen = tip.orElseGet(() -> new SecretFile(secretFile.orElseThrow()).tip());
        return sending.run(
                "set tip " + chosen,
                (chain, contracts, account) -> new TipErrands(chain, contracts).set(account, chosen, replace));
    }

    private static String text(TipBook.Told told, Moments moments) {
        return "coordinator " + told.coordinator() + ": tip " + told.tip() + ", set " + moments.at(told.setAt())
                + " in epoch " + told.epoch() + ", transaction " + told.transaction() + "\n"
                + (told.hasReveals()
                        ? "revealed up to epoch " + told.revealed().epoch() + ": "
                                + told.revealed().secret()
                        : "nothing is revealed under it");
    }

    private static ObjectNode json(Address coordinator, Optional<TipBook.Told> tip) {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("coordinator", coordinator.hex());
        tip.ifPresent(told -> {
            root.put("tip", told.tip().hex())
                    .put("setAt", told.setAt())
                    .put("epoch", told.epoch().value())
                    .put("transaction", told.transaction().hex());
            if (told.hasReveals()) {
                root.put("revealedEpoch", told.revealed().epoch().value())
                        .put("revealedSecret", told.revealed().secret().hex());
            }
        });
        return root;
    }
}
