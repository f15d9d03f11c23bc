package network.cuckoo.cli.staking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import network.cuckoo.cli.chain.errand.CaseBook;
import network.cuckoo.cli.chain.errand.CaseStatus;
import network.cuckoo.cli.chain.errand.Moments;

/** Cases as they are printed. */
final class CaseTexts {
    private CaseTexts() {}

    /** One line. */
    static String line(CaseBook.Told told, Moments moments) {
        return head(told, moments) + ruling(told, moments);
    }

    private static String head(CaseBook.Told told, Moments moments) {
        return "case " + told.id() + ": " + told.status().word()
                + (told.bps() > 0 ? ", a cut of " + Words.percent(told.bps()) : "")
                + ", against " + told.candidate() + " by " + told.proposer() + ", opened "
                + moments.at(told.openedAt()) + ", deadline " + moments.at(told.deadline());
    }

    /** Until when an undecided case may be decided: a cut must leave time for a veto, a rejection not. */
    private static String ruling(CaseBook.Told told, Moments moments) {
        if (told.status() != CaseStatus.PROPOSED || told.deadline() <= moments.now()) {
            return "";
        }
        return told.next().stream()
                        .filter(next -> next.step().equals(CaseBook.CUT))
                        .flatMap(next -> next.until().stream())
                        .findFirst()
                        .map(until -> "; a cut may be decided until " + moments.at(until))
                        .orElse("; it is too late for a cut")
                + ", a rejection until the deadline";
    }

    /** The line, what happened, and what may happen next. */
    static String whole(CaseBook.Told told, Moments moments) {
        var text = new StringBuilder(head(told, moments));
        text.append("\n  about ")
                .append(told.resultDigest())
                .append(", bond ")
                .append(told.bond().toCai());
        for (CaseBook.Step step : told.steps()) {
            text.append("\n  ")
                    .append(moments.at(step.at()))
                    .append("  ")
                    .append(Words.harmless(step.text()))
                    .append("  ")
                    .append(step.transaction());
        }
        for (CaseBook.Next next : told.next()) {
            text.append("\n  next: ")
                    .append(next.who())
                    .append(" may ")
                    .append(next.step())
                    .append(next.from() > moments.now() ? " from " + moments.at(next.from()) : " now")
                    .append(next.until()
                            .map(until -> ", until " + moments.at(until))
                            .orElse(""));
        }
        return told.next().isEmpty() ? text.append("\n  closed").toString() : text.toString();
    }

    static ObjectNode json(CaseBook.Told told) {
        ObjectNode root = JsonNodeFactory.instance
                .objectNode()
                .put("case", told.id().longValueExact())
                .put("status", told.status().name())
                .put("candidate", told.candidate().hex())
                .put("proposer", told.proposer().hex())
                .put("bondWei", told.bond().toString())
                .put("resultDigest", told.resultDigest().hex())
                .put("bps", told.bps())
                .put("openedAt", told.openedAt())
                .put("deadline", told.deadline());
        var steps = root.putArray("steps");
        told.steps()
                .forEach(step -> steps.addObject()
                        .put("at", step.at())
                        .put("text", step.text())
                        .put("transaction", step.transaction().hex()));
        var next = root.putArray("next");
        for (CaseBook.Next each : told.next()) {
            ObjectNode entry = next.addObject()
                    .put("who", each.who())
                    .put("step", each.step())
                    .put("from", each.from());
            each.until().ifPresent(until -> entry.put("until", until));
        }
        return root;
    }
}
