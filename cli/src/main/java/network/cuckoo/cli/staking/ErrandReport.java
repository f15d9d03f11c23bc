package network.cuckoo.cli.staking;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.chain.Call;
import network.cuckoo.cli.chain.Fees;
import network.cuckoo.cli.chain.Forecast;
import network.cuckoo.cli.chain.Landed;
import network.cuckoo.cli.chain.errand.Errand;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;

/** What an errand prints: sentences on the output, or with {@code --json} one object there and the sentences on the error output. */
final class ErrandReport {
    private final boolean json;
    private final PrintStream words;

    ErrandReport(boolean json) {
        this.json = json;
        this.words = json ? System.err : System.out;
    }

    /** What is told beside the errand itself. */
    void aside(String message) {
        System.err.println(message);
    }

    /** What will happen. */
    void announce(Errand errand) {
        words.println(errand.action() + ":");
        errand.notes().forEach(note -> words.println("  " + Words.harmless(note)));
    }

    /** What it costs at most. @return that, with what it hands over */
    Wei cost(Errand errand, List<Forecast> forecasts, Fees fees) {
        BigInteger gas = gas(forecasts);
        Wei value = value(errand);
        boolean known = forecasts.stream().noneMatch(Forecast.Untried.class::isInstance);
        words.println("  costs up to " + Words.about(fees.most(gas)) + " of gas (" + gas + " at up to "
                + Words.gwei(fees.mostPerGas()) + ")"
                + (known ? "" : " and the gas of what this node can't try before the first call is done")
                + (value.equals(Wei.ZERO) ? "" : " and hands over " + value.toCai())
                + (forecasts.size() > 1 ? ", in " + forecasts.size() + " transactions" : ""));
        errand.facts()
                .put("gasLimit", gas.toString())
                .put("gasIsKnown", known)
                .put("mostFeeWei", fees.most(gas).toString())
                .put("valueWei", value.toString());
        return fees.most(gas).plus(value);
    }

    /** The end of a dry run. @param lacking the account's balance, if that is too little */
    void nothingSent(Errand errand, Address account, int unfinished, Optional<Wei> lacking) {
        lacking.ifPresent(balance -> words.println("  " + account + " has only " + balance.toCai()));
        words.println("nothing was sent (--dry-run)");
        if (unfinished > 0) {
            words.println(unfinished + " stored transaction(s) of " + account + " would be finished first");
        }
        if (json) {
            System.out.println(root(errand, account)
                    .put("dryRun", true)
                    .put("refused", false)
                    .put("payable", lacking.isEmpty())
                    .put("unfinished", unfinished));
        }
    }

    /** What came of it. */
    void done(Errand errand, Address account, List<Landed> transactions, boolean before) {
        Landed goal = transactions.getLast();
        for (Landed each : transactions) {
            words.println((before ? "was done by an earlier command: " : "done: ") + Words.harmless(each.what())
                    + ", block " + each.block()
                    + each.fee().map(fee -> ", fee " + Words.about(fee)).orElse("")
                    + ", transaction " + each.hash());
        }
        tellAftermath(errand, goal);
        if (json) {
            ObjectNode root = root(errand, account)
                    .put("transaction", goal.hash().hex())
                    .put("block", goal.block().value());
            if (before) {
                root.put("doneBefore", true);
            }
            ArrayNode list = root.putArray("transactions");
            transactions.forEach(each -> add(list, each));
            System.out.println(root);
        }
    }

    /** It is done whether or not the node still answers what came of it. */
    private void tellAftermath(Errand errand, Landed goal) {
        try {
            String told = errand.tell(goal);
            if (!told.isEmpty()) {
                words.println(Words.harmless(told));
            }
        } catch (CommandFailure e) {
            aside("what came of it can't be told: " + Words.harmless(String.valueOf(e.getMessage())));
        }
    }

    /** An earlier command began just this, and it is finished now. */
    void doneBefore(Address account, Landed landed) {
        words.println("was done by an earlier command: " + Words.harmless(landed.what()) + ", block " + landed.block()
                + ", transaction " + landed.hash());
        if (json) {
            System.out.println(JsonNodeFactory.instance
                    .objectNode()
                    .put("account", account.hex())
                    .put("what", landed.what())
                    .put("transaction", landed.hash().hex())
                    .put("block", landed.block().value())
                    .put("doneBefore", true));
        }
    }

    private static void add(ArrayNode list, Landed landed) {
        ObjectNode entry = list.addObject()
                .put("what", landed.what())
                .put("hash", landed.hash().hex())
                .put("block", landed.block().value())
                .put("gasUsed", landed.gasUsed().toString());
        landed.fee().ifPresent(fee -> entry.put("feeWei", fee.toString()));
    }

    private static ObjectNode root(Errand errand, Address account) {
        ObjectNode root = errand.facts().objectNode().put("action", errand.action());
        root.setAll(errand.facts());
        return root.put("account", account.hex());
    }

    private static BigInteger gas(List<Forecast> forecasts) {
        return forecasts.stream()
                .filter(Forecast.Works.class::isInstance)
                .map(each -> ((Forecast.Works) each).gasLimit())
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static Wei value(Errand errand) {
        return errand.calls().stream().map(Call::value).reduce(Wei.ZERO, Wei::plus);
    }
}
