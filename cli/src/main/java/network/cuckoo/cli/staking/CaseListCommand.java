package network.cuckoo.cli.staking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.errand.CaseBook;
import network.cuckoo.cli.chain.errand.Moments;
import network.cuckoo.domain.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cuckoo chain case list}: all cases. */
@Command(
        name = "list",
        description = "List the cases, a line for each",
        sortOptions = false,
        footer = {"", "Example:", "  cuckoo chain case list --open"})
final class CaseListCommand implements Callable<Integer> {
    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Option(names = "--candidate", paramLabel = "ADDRESS", description = "only those against this owner")
    private Optional<Address> candidate = Optional.empty();

    @Option(names = "--open", description = "only those in which something may still happen")
    private boolean open;

    @Override
    public Integer call() {
        try (ChainAccess chain = network.open()) {
            List<CaseBook.Told> cases = new CaseBook(chain, network.on(chain))
                    .all().stream()
                            .filter(each ->
                                    candidate.isEmpty() || candidate.get().equals(each.candidate()))
                            .filter(each -> !open || !each.next().isEmpty())
                            .toList();
            if (network.json()) {
                var root = JsonNodeFactory.instance.objectNode();
                var list = root.putArray("cases");
                cases.forEach(each -> list.add(CaseTexts.json(each)));
                System.out.println(root);
                return 0;
            }
            Moments moments = Moments.of(chain);
            System.out.println(cases.size() + (cases.size() == 1 ? " case" : " cases"));
            cases.forEach(each -> System.out.println(CaseTexts.line(each, moments)));
            return 0;
        }
    }
}
