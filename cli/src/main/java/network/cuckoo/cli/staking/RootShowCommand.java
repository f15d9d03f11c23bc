package network.cuckoo.cli.staking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.errand.Moments;
import network.cuckoo.cli.chain.errand.RootBook;
import network.cuckoo.domain.Hash32;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cuckoo chain root show}: a coordinator's roots. */
@Command(
        name = "show",
        description =
                "Show a coordinator's payout roots, the newest first: waiting, final or rejected, and what they paid",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  cuckoo chain root show --coordinator 0x…",
            "  cuckoo chain root show --coordinator 0x… --epoch 495000 --json"
        })
final class RootShowCommand implements Callable<Integer> {
    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private CoordinatorOption coordinator = new CoordinatorOption();

    @Option(names = "--epoch", paramLabel = "N", description = "only this epoch")
    private Optional<BigInteger> epoch = Optional.empty();

    @Option(
            names = "--last",
            defaultValue = "10",
            paramLabel = "N",
            description = "how many at most (default: ${DEFAULT-VALUE})")
    private int last;

    @Override
    public Integer call() {
        if (last < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--last must be at least 1, not " + last);
        }
        try (ChainAccess chain = network.open()) {
            var book = new RootBook(chain, network.on(chain));
            List<RootBook.Told> roots = epoch.map(one -> List.of(book.whole(coordinator.address(), one)))
                    .orElseGet(() -> book.latest(coordinator.address(), last));
            if (network.json()) {
                System.out.println(json(roots));
                return 0;
            }
            Moments moments = Moments.of(chain);
            System.out.println(roots.size() + (roots.size() == 1 ? " root of " : " roots of ") + coordinator.address());
            roots.forEach(each -> System.out.println(text(each, moments)));
            return 0;
        }
    }

    private static String text(RootBook.Told root, Moments moments) {
        String line = "epoch " + root.epoch() + ": " + root.state().word()
                + switch (root.state()) {
                    case WAITING -> ", final from " + moments.at(root.finalAt()) + " on";
                    case FINAL -> " since " + moments.at(root.finalAt());
                    case REJECTED -> "";
                };
        if (root.payoutRoot().equals(Hash32.ZERO)) {
            return line + ", pays nothing";
        }
        return line + ", root " + root.payoutRoot() + ", amount "
                + root.amount().toCai() + ", claimed " + root.claimed().toCai();
    }

    private ObjectNode json(List<RootBook.Told> roots) {
        ObjectNode all = JsonNodeFactory.instance
                .objectNode()
                .put("coordinator", coordinator.address().hex());
        var list = all.putArray("roots");
        for (RootBook.Told root : roots) {
            ObjectNode entry = list.addObject()
                    .put("epoch", root.epoch().longValueExact())
                    .put("state", root.state().name())
                    .put("payoutRoot", root.payoutRoot().hex())
                    .put("amountWei", root.amount().toString())
                    .put("claimedWei", root.claimed().toString())
                    .put("finalAt", root.finalAt());
            root.posting()
                    .ifPresent(posting -> entry.put("logRoot", posting.logRoot().hex())
                            .put("secret", posting.secret().hex())
                            .put("transaction", posting.transaction().hex()));
        }
        return all;
    }
}
