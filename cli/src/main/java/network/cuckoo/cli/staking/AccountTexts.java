package network.cuckoo.cli.staking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import network.cuckoo.cli.chain.errand.AccountBook;
import network.cuckoo.cli.chain.errand.Moments;

/** What an account has, as it is printed. */
final class AccountTexts {
    private AccountTexts() {}

    static String text(AccountBook.Account account, Moments moments) {
        var text = new StringBuilder("account " + account.address() + ": balance "
                + account.balance().toCai() + ", free stake " + account.free().toCai() + ", credit "
                + account.credit().toCai());
        for (AccountBook.Position position : account.positions()) {
            text.append("\n  pool of ")
                    .append(position.candidate())
                    .append(": ")
                    .append(position.value().toCai())
                    .append(" (")
                    .append(position.shares())
                    .append(" shares), rewards ")
                    .append(position.rewards().toCai());
        }
        for (AccountBook.Cooling cooling : account.cooling()) {
            text.append("\n  cooling entry ")
                    .append(cooling.id())
                    .append(": ")
                    .append(cooling.value().toCai())
                    .append(" of the pool of ")
                    .append(cooling.candidate())
                    .append(", ready ")
                    .append(moments.at(cooling.readyAt()));
        }
        return text.toString();
    }

    static ObjectNode json(AccountBook.Account account) {
        ObjectNode root = JsonNodeFactory.instance
                .objectNode()
                .put("address", account.address().hex())
                .put("balanceWei", account.balance().toString())
                .put("freeWei", account.free().toString())
                .put("creditWei", account.credit().toString());
        var positions = root.putArray("positions");
        account.positions()
                .forEach(position -> positions
                        .addObject()
                        .put("candidate", position.candidate().hex())
                        .put("shares", position.shares().toString())
                        .put("valueWei", position.value().toString())
                        .put("rewardsWei", position.rewards().toString()));
        var cooling = root.putArray("cooling");
        account.cooling()
                .forEach(entry -> cooling.addObject()
                        .put("id", entry.id().longValueExact())
                        .put("candidate", entry.candidate().hex())
                        .put("shares", entry.shares().toString())
                        .put("valueWei", entry.value().toString())
                        .put("readyAt", entry.readyAt().longValueExact()));
        return root;
    }
}
