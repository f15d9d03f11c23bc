package network.cuckoo.cli.staking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.cli.chain.errand.Moments;
import network.cuckoo.cli.chain.errand.Rule;
import network.cuckoo.cli.chain.errand.RuleBook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cuckoo chain parameters}: a network's rules. */
@Command(
        name = "parameters",
        description = {
            "Show a network's rules: stakes, waits and ceilings, who holds which role, the governor with its delay, pauses.",
            "Council, referees, policies and announcements are read from events since the start block."
        },
        sortOptions = false,
        footer = {
            "",
            "Examples, with the network's settings file in CUCKOO_CONFIG:",
            "  cuckoo chain parameters",
            "  cuckoo chain parameters --json"
        })
final class ParametersCommand implements Callable<Integer> {
    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Override
    public Integer call() {
        try (ChainAccess chain = network.open()) {
            NetworkContracts contracts = network.on(chain);
            List<Rule.Group> groups = new RuleBook(chain, contracts).all();
            Moments moments = Moments.of(chain);
            if (network.json()) {
                System.out.println(json(contracts, groups, moments));
                return 0;
            }
            System.out.println("chain " + contracts.chainId() + ", staking " + contracts.staking() + ", settlement "
                    + contracts.settlement());
            groups.forEach(group -> print(group, moments));
            return 0;
        }
    }

    private static void print(Rule.Group group, Moments moments) {
        int width = group.rules().stream()
                .mapToInt(rule -> rule.words().length())
                .max()
                .orElse(1);
        System.out.println(group.words());
        group.rules()
                .forEach(rule -> System.out.println(
                        ("  %-" + width + "s  %s").formatted(rule.words(), ParameterTexts.text(rule, moments))));
    }

    private static ObjectNode json(NetworkContracts contracts, List<Rule.Group> groups, Moments moments) {
        ObjectNode root = JsonNodeFactory.instance
                .objectNode()
                .put("chainId", contracts.chainId().value())
                .put("staking", contracts.staking().hex())
                .put("settlement", contracts.settlement().hex())
                .put("now", moments.now());
        for (Rule.Group group : groups) {
            ObjectNode list = root.putObject(group.key());
            group.rules().forEach(rule -> ParameterTexts.put(list, rule));
        }
        return root;
    }
}
