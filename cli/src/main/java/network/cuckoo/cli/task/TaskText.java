package network.cuckoo.cli.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import network.cuckoo.cli.client.TaskEventLine;
import network.cuckoo.domain.Wei;

/** Tasks in words. */
public final class TaskText {
    private TaskText() {}

    /** A task in a few lines. */
    public static String of(JsonNode task) {
        var text = new StringBuilder();
        text.append("task ")
                .append(task.path("id").asText())
                .append(": ")
                .append(task.path("state").asText());
        text.append(", model ").append(task.path("model").asText());
        text.append(", price ").append(Wei.parse(task.path("priceWei").asText()).toCai());
        course(text, task);
        if (task.has("assignment")) {
            text.append("\n  drawn: ").append(drawn(task.path("assignment")));
        }
        JsonNode result = task.path("result");
        if (!result.isMissingNode()) {
            text.append("\n  result: ")
                    .append(result.path("mediaType").asText())
                    .append(", ");
            text.append(result.path("sizeBytes").asLong())
                    .append(" bytes, sha256 ")
                    .append(result.path("sha256").asText());
            text.append(", ").append(result.path("gpuMillis").asLong()).append(" ms");
        }
        line(text, "failed", task.path("failure").path("code"));
        line(text, "because", task.path("failure").path("detail"));
        line(text, "repeats task", task.path("retryOf"));
        line(text, "put back as task", task.path("retriedBy"));
        return text.toString();
    }

    private static void course(StringBuilder text, JsonNode task) {
        line(text, "waits", task.path("waitingReason"));
        line(text, "that means", task.path("waitingText"));
        if (!task.has("finishedAt")) {
            line(text, "given up, if no miner works on it, at", task.path("deadlineAt"));
        }
        if (task.path("losses").asInt() > 0) {
            text.append("\n  leases lost: ").append(task.path("losses").asInt());
        }
    }

    /** An assignment in one line: who, by how much weight, and who was passed over. */
    public static String drawn(JsonNode assignment) {
        var text = new StringBuilder("miner ").append(assignment.path("miner").asText());
        text.append(" with ")
                .append(Wei.parse(assignment.path("weightWei").asText()).toCai());
        text.append(" of ")
                .append(Wei.parse(assignment.path("totalWei").asText()).toCai());
        text.append(" (")
                .append(percent(assignment.path("weightShare").asDouble()))
                .append(")");
        text.append(", epoch ").append(assignment.path("epoch").asText());
        for (JsonNode skip : assignment.path("skips")) {
            text.append("; passed over ").append(skip.path("miner").asText());
            text.append(" (").append(words(skip.path("reason").asText())).append(")");
        }
        return text.toString();
    }

    /** A skip's reason as people say it; a coordinator may know more reasons than this program. */
    private static String words(String reason) {
        return reason.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** An event in one line: its kind, then what it says but for the time. */
    public static String of(TaskEventLine event) {
        var text = new StringBuilder(event.kind().toLowerCase(Locale.ROOT));
        event.data().properties().stream()
                .filter(entry -> !entry.getKey().equals("at"))
                .forEach(entry -> text.append(' ')
                        .append(entry.getKey())
                        .append('=')
                        .append(entry.getValue().asText(entry.getValue().toString())));
        return text.toString();
    }

    /** A share in per cent with one decimal. */
    public static String percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).setScale(1, RoundingMode.HALF_UP) + " %";
    }

    private static void line(StringBuilder text, String label, JsonNode value) {
        if (value.isTextual() && !value.asText().isEmpty()) {
            text.append("\n  ").append(label).append(": ").append(value.asText());
        }
    }
}
