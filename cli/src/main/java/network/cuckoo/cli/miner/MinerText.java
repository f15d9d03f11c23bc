package network.cuckoo.cli.miner;

import com.fasterxml.jackson.databind.JsonNode;
import network.cuckoo.cli.task.TaskText;
import network.cuckoo.domain.Wei;

/** Miners in words. */
final class MinerText {
    private MinerText() {}

    /** A miner in one line. */
    static String line(JsonNode miner) {
        String suspended = miner.path("standing").path("suspended").asBoolean()
                ? ", suspended until "
                        + miner.path("standing").path("suspendedUntil").asText()
                : "";
        return miner.path("node").asText() + "  "
                + TaskText.percent(miner.path("share").asDouble()) + "  "
                + miner.path("state").asText() + suspended + ", "
                + miner.path("working").asInt() + " at work, "
                + miner.path("done").asInt() + " done";
    }

    /** A miner in a few lines: what it is, how it stands, how it fared in the last draws. */
    static String portrait(JsonNode answer) {
        JsonNode miner = answer.path("miner");
        JsonNode draws = answer.path("draws");
        var text = new StringBuilder("miner ").append(line(miner));
        text.append("\n  weight: ")
                .append(Wei.parse(miner.path("weightWei").asText()).toCai())
                .append(", earned ")
                .append(Wei.parse(miner.path("earnedWei").asText()).toCai());
        text.append("\n  standing: ").append(standing(miner.path("standing")));
        text.append("\n  last ")
                .append(draws.path("lookedAt").asInt())
                .append(" draws: won ")
                .append(draws.path("won").asInt());
        draws.path("skips")
                .forEach(skip -> text.append("\n  passed over ")
                        .append(skip.path("count").asInt())
                        .append(" times (")
                        .append(skip.path("reason").asText())
                        .append("): ")
                        .append(skip.path("text").asText()));
        return text.toString();
    }

    private static String standing(JsonNode standing) {
        if (standing.isMissingNode()) {
            return "good, it was never blamed for a lost lease";
        }
        return standing.path("text").asText() + " Score "
                + standing.path("score").asText() + ", suspends above "
                + standing.path("suspendAbove").asText() + "; refused "
                + standing.path("refused").asLong() + ", failed "
                + standing.path("failed").asLong() + ", timed out "
                + standing.path("timedOut").asLong();
    }
}
