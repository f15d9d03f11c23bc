package network.cuckoo.cli.staking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.Landed;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.cli.chain.deploy.DeployedNetwork;
import network.cuckoo.cli.chain.deploy.NetworkPlan;
import network.cuckoo.cli.chain.deploy.NetworkTerms;
import network.cuckoo.cli.chain.deploy.Roles;
import network.cuckoo.cli.chain.deploy.Waits;
import network.cuckoo.cli.chain.errand.Moments;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;

/** What a deployment prints. */
final class DeploymentTexts {
    private DeploymentTexts() {}

    /** What will be deployed, and what it costs at most. */
    static String announcement(NetworkPlan plan, ChainAccess chain, Wei mostCost) {
        NetworkTerms terms = plan.terms();
        Waits waits = terms.waits();
        Roles roles = plan.roles();
        return """
                deploy on chain %s:
                  for ever: least own stake %s (miner), %s (coordinator), least vote %s; a cut of at most %d bps, of which the treasury gets at most %d bps
                  for ever: cooldown %s, evidence %s, epoch %s, drip %s, answer %s, veto %s, case %s, pause after an accusation %s, longest pause %s; roots final after %s, escrow after %s
                  governor: %s
                  arbiter %s, treasury %s with %d bps, pause guardian %s; case bond %s, largest cut %d bps
                  %s
                  costs up to %s""".formatted(
                        chain.chainId(),
                        terms.minimumMinerStake().toCai(),
                        terms.minimumCoordinatorStake().toCai(),
                        terms.minimumVote().toCai(),
                        terms.slashCeilingBps(),
                        terms.treasuryCeilingBps(),
                        span(waits.cooldown()),
                        span(waits.evidenceWindow()),
                        span(waits.epoch()),
                        span(waits.dripPeriod()),
                        span(waits.answerWindow()),
                        span(waits.vetoWindow()),
                        span(waits.caseWindow()),
                        span(waits.accusationPause()),
                        span(waits.longestPause()),
                        span(waits.rootWindow()),
                        span(waits.escrowWindow()),
                        governor(plan),
                        roles.arbiter(),
                        roles.treasury(),
                        roles.treasuryShareBps(),
                        roles.pauseGuardian(),
                        roles.caseBond().toCai(),
                        roles.maxSlashBps(),
                        faucet(plan),
                        Words.about(mostCost));
    }

    /** What a deployer should know of before it is too late. @param unnamed options of roles that fall to the deployer */
    static List<String> warnings(List<String> unnamed, NetworkPlan plan, Address deployer) {
        List<String> warnings = new ArrayList<>();
        if (!unnamed.isEmpty()) {
            warnings.add(String.join(", ", unnamed) + (unnamed.size() == 1 ? " is" : " are")
                    + " not named: what they do falls to the deployer, " + deployer
                    + ". On a network of value name each, and each somebody else");
        }
        if (plan.roles().arbiter().equals(deployer)) {
            warnings.add("the deployer is the arbiter, who can never be a miner or coordinator and accuses nobody");
        }
        if (plan.roles().governor().isEmpty()
                && plan.roles().council().contains(plan.roles().arbiter())) {
            warnings.add(
                    "the arbiter is of the council too: it may not accuse for it, and a veto of its would be of its own decision");
        }
        if (plan.roles().governor().isEmpty() && plan.roles().council().size() > 1) {
            warnings.add("each of the " + plan.roles().council().size()
                    + " council members alone can announce, cancel, veto and accuse; if several are to agree, name one"
                    + " multi-signature wallet as the only member");
        }
        return warnings;
    }

    private static String governor(NetworkPlan plan) {
        Roles roles = plan.roles();
        return roles.governor()
                .map(there -> there + ", which is there already")
                .orElseGet(() -> "a new CuckooGovernor; changes wait "
                        + span(plan.terms().waits().governorDelay()) + "; council "
                        + String.join(
                                ", ", roles.council().stream().map(Address::hex).toList()));
    }

    private static String faucet(NetworkPlan plan) {
        return plan.faucet()
                .map(terms -> "faucet: " + terms.portion().toCai() + " each " + span(terms.pause()) + ", "
                        + terms.mostPerRound() + " portions a round, filled with "
                        + terms.fill().toCai())
                .orElse("no faucet");
    }

    private static String span(Duration wait) {
        return Moments.span(wait.toSeconds());
    }

    /** What was deployed. */
    static String done(DeployedNetwork network, ChainAccess chain) {
        var text = new StringBuilder();
        for (Landed landed : network.transactions()) {
            text.append("done: ")
                    .append(landed.what())
                    .append(" at ")
                    .append(landed.contract())
                    .append(", ")
                    .append(chain.codeBytes(landed.contract()))
                    .append(" bytes, ")
                    .append(landed.gasUsed())
                    .append(" gas, block ")
                    .append(landed.block())
                    .append(", transaction ")
                    .append(landed.hash())
                    .append('\n');
        }
        return text.append("governor ").append(network.governor()).toString();
    }

    /** The end of a dry run. */
    static ObjectNode json(Wei mostCost, List<String> warnings) {
        ObjectNode root = JsonNodeFactory.instance
                .objectNode()
                .put("dryRun", true)
                .put("refused", false)
                .put("mostCostWei", mostCost.toString());
        var list = root.putArray("warnings");
        warnings.forEach(list::add);
        return root;
    }

    static String json(DeployedNetwork network, NetworkPlan plan, ChainAccess chain) {
        NetworkContracts contracts = network.contracts();
        ObjectNode root = JsonNodeFactory.instance
                .objectNode()
                .put("rpcUrl", chain.url().toString())
                .put("chainId", contracts.chainId().value())
                .put("staking", contracts.staking().hex())
                .put("settlement", contracts.settlement().hex())
                .put("governor", network.governor().hex())
                .put("startBlock", contracts.startBlock().value())
                .put("epochSeconds", plan.terms().waits().epoch().toSeconds());
        network.faucet().ifPresent(faucet -> root.put("faucet", faucet.hex()));
        var transactions = root.putArray("transactions");
        network.transactions().forEach(landed -> transactions.add(landed.hash().hex()));
        return root + "\n";
    }

    static String yaml(DeployedNetwork network, NetworkPlan plan, ChainAccess chain) {
        NetworkContracts contracts = network.contracts();
        return """
                rpc-url: "%s"
                chain-id: %d
                staking: "%s"
                settlement: "%s"
                governor: "%s"
                start-block: %d
                epoch-seconds: %d
                """.formatted(
                                chain.url(),
                                contracts.chainId().value(),
                                contracts.staking(),
                                contracts.settlement(),
                                network.governor(),
                                contracts.startBlock().value(),
                                plan.terms().waits().epoch().toSeconds())
                + network.faucet().map(faucet -> "faucet: \"" + faucet + "\"\n").orElse("");
    }
}
