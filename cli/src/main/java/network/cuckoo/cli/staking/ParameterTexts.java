package network.cuckoo.cli.staking;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import network.cuckoo.cli.chain.errand.Moments;
import network.cuckoo.cli.chain.errand.Rule;
import network.cuckoo.domain.Address;

/** A network's rules as they are printed. */
final class ParameterTexts {
    private ParameterTexts() {}

    /** The value for people. */
    static String text(Rule rule, Moments moments) {
        return switch (rule.value()) {
            case Rule.Amount it -> it.amount().toCai();
            case Rule.Seconds it -> Moments.span(it.seconds());
            case Rule.BasisPoints it -> Words.percent(it.bps());
            case Rule.Account it ->
                it.address().equals(Address.ZERO) ? "nobody" : it.address().hex();
            case Rule.Accounts it ->
                listed(it.addresses().stream().map(Address::hex).toList());
            case Rule.Texts it -> listed(it.texts());
            case Rule.Announced it -> announced(it.waiting(), moments);
            case Rule.PausedUntil it -> it.at() <= moments.now() ? "not paused" : "until " + moments.at(it.at());
            case Rule.From it -> it.at() <= moments.now() ? "at any time" : "from " + moments.at(it.at()) + " on";
        };
    }

    private static String announced(List<Rule.Announcement> waiting, Moments moments) {
        return waiting.isEmpty()
                ? "nothing"
                : waiting.stream()
                        .map(each -> each.change() + ", from " + moments.at(each.readyAt()) + " on")
                        .collect(Collectors.joining("; "));
    }

    private static String listed(List<String> texts) {
        return texts.isEmpty() ? "none" : String.join(", ", texts);
    }

    /** The value for programs: amounts in wei as texts, waits in seconds, times in Unix seconds, each with its unit in the name. */
    static void put(ObjectNode list, Rule rule) {
        String key = rule.key();
        switch (rule.value()) {
            case Rule.Amount it -> list.put(key + "Wei", it.amount().toString());
            case Rule.Seconds it -> list.put(key + "Seconds", it.seconds());
            case Rule.BasisPoints it -> list.put(key + "Bps", it.bps());
            case Rule.Account it -> list.put(key, it.address().hex());
            case Rule.Accounts it ->
                put(
                        list.putArray(key),
                        it.addresses().stream().map(Address::hex).toList());
            case Rule.Texts it -> put(list.putArray(key), it.texts());
            case Rule.Announced it -> {
                ArrayNode waiting = list.putArray(key);
                it.waiting()
                        .forEach(each -> waiting.addObject()
                                .put("operation", each.operation().hex())
                                .put("change", each.change())
                                .put("readyAt", each.readyAt()));
            }
            case Rule.PausedUntil it -> list.put(key, it.at());
            case Rule.From it -> list.put(key, it.at());
        }
    }

    private static void put(ArrayNode list, List<String> texts) {
        texts.forEach(list::add);
    }
}
