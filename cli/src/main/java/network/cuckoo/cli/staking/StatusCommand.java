package network.cuckoo.cli.staking;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.CandidateState;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.cli.chain.StakeHistory;
import network.cuckoo.cli.chain.errand.AccountBook;
import network.cuckoo.cli.chain.errand.Moments;
import network.cuckoo.cli.chain.errand.OwnStakes;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cuckoo chain status}: who is registered, and who weighs what. */
@Command(
        name = "status",
        description = "Show miners and coordinators with their weights, as the chain tells them",
        sortOptions = false,
        footer = {
            "",
            "Example, with the contracts' addresses in the settings file (CUCKOO_CONFIG):",
            "  cuckoo chain status --candidate 0x…",
            "  cuckoo chain status --account 0x…"
        })
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Option(names = "--candidate", paramLabel = "ADDRESS", description = "only this one, by its owner or its node")
    private Optional<Address> candidate = Optional.empty();

    @Option(
            names = "--account",
            paramLabel = "ADDRESS",
            description = "show also what this account has: free stake, positions, rewards, what cools, credit")
    private Optional<Address> account = Optional.empty();

    @Override
    public Integer call() {
        try (ChainAccess chain = network.open()) {
            NetworkContracts contracts = network.on(chain);
            BlockNumber head = chain.head();
            List<CandidateState> shown = StakeHistory.upTo(head, chain, contracts).candidates().stream()
                    .filter(this::isWanted)
                    .toList();
            if (candidate.isPresent() && shown.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        candidate.get() + " is no candidate's owner or node up to block " + head.value());
            }
            Optional<AccountBook.Account> book = account.map(address -> new AccountBook(chain, contracts).of(address));
            Moments moments = Moments.of(chain);
            Map<OwnerAddress, Wei> missing = missing(shown, new OwnStakes(chain, contracts));
            if (network.json()) {
                ObjectNode root = json(head, shown, missing, moments);
                book.ifPresent(has -> root.set("account", AccountTexts.json(has)));
                System.out.println(root);
            } else {
                System.out.println("block " + head.value() + ", " + shown.size()
                        + (shown.size() == 1 ? " candidate" : " candidates"));
                shown.forEach(state -> System.out.println(text(state, missing, moments)));
                book.ifPresent(has -> System.out.println(AccountTexts.text(has, moments)));
            }
            return 0;
        }
    }

    private boolean isWanted(CandidateState state) {
        return candidate.isEmpty()
                || candidate.get().equals(state.owner().address())
                || candidate.get().equals(state.node().address());
    }

    /** What the inactive registered candidates lack of own stake. */
    private static Map<OwnerAddress, Wei> missing(List<CandidateState> shown, OwnStakes stakes) {
        Map<OwnerAddress, Wei> missing = new HashMap<>();
        for (CandidateState state : shown) {
            if (state.registered() && !state.active() && !state.closed()) {
                missing.put(state.owner(), stakes.missing(state.owner()));
            }
        }
        return missing;
    }

    private static String standing(CandidateState state, Map<OwnerAddress, Wei> missing) {
        if (state.active()) {
            return "active";
        }
        Wei lacking = missing.get(state.owner());
        return (state.registered() ? "inactive" : "deregistered")
                + (lacking == null ? "" : " (own stake lacks " + lacking.toCai() + ")");
    }

    private static String text(CandidateState state, Map<OwnerAddress, Wei> missing, Moments moments) {
        return "%-11s %s  node %s  weight %s, own %s, %s, %s%s%s%s%s"
                .formatted(
                        Words.of(state.kind()),
                        state.owner(),
                        state.node(),
                        state.weight().toCai(),
                        state.ownStake().toCai(),
                        standing(state, missing),
                        commission(state.commission(), moments),
                        state.closed() ? ", closed" : "",
                        state.frozenUntil() > moments.now() ? ", frozen until " + moments.at(state.frozenUntil()) : "",
                        state.url().isEmpty() ? "" : ", " + Words.harmless(state.url()),
                        state.info().isEmpty() ? "" : ", \"" + Words.harmless(state.info()) + "\"");
    }

    private static String commission(CandidateState.Commission commission, Moments moments) {
        return "commission " + Words.percent(commission.at(moments.now()))
                + (commission.waitsAt(moments.now())
                        ? ", rises to " + Words.percent(commission.next()) + " at " + moments.at(commission.nextAt())
                        : "");
    }

    private static ObjectNode json(
            BlockNumber head, List<CandidateState> states, Map<OwnerAddress, Wei> missing, Moments moments) {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("block", head.value());
        ArrayNode list = root.putArray("candidates");
        for (CandidateState state : states) {
            ObjectNode entry = list.addObject()
                    .put("kind", state.kind().name())
                    .put("owner", state.owner().hex())
                    .put("node", state.node().hex())
                    .put("registered", state.registered())
                    .put("active", state.active())
                    .put("ownStakeWei", state.ownStake().toString())
                    .put("weightWei", state.weight().toString())
                    .put("commissionBps", state.commission().at(moments.now()))
                    .put("url", state.url())
                    .put("info", state.info())
                    .put("tip", state.tip().map(Hash32::hex).orElse(null))
                    .put("frozenUntil", state.frozenUntil())
                    .put("closed", state.closed());
            Wei lacking = missing.get(state.owner());
            if (lacking != null) {
                entry.put("missingOwnStakeWei", lacking.toString());
            }
            if (state.commission().waitsAt(moments.now())) {
                entry.put("nextCommissionBps", state.commission().next())
                        .put("nextCommissionAt", state.commission().nextAt());
            }
        }
        return root;
    }
}
