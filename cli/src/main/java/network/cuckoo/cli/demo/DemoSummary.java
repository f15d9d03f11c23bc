package network.cuckoo.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import network.cuckoo.cli.WhyNot;

/** What {@code demo --once} prints as its last line. */
final class DemoSummary {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DemoSummary() {}

    /** The summary of a demo whose tasks are done. */
    static ObjectNode of(List<DemoTasks.Checked> tasks, String ledgerSumWei, int deaths, long millis) {
        boolean drawsHold = tasks.stream().allMatch(DemoTasks.Checked::holds);
        ObjectNode summary = JSON.createObjectNode();
        summary.put("ok", drawsHold && ledgerSumWei.equals("0") && deaths == 0);
        for (DemoTasks.Checked checked : tasks) {
            DemoTask.Done done = checked.done();
            summary.withArray("tasks")
                    .addObject()
                    .put("id", done.id().toString())
                    .put("model", done.model())
                    .put("miner", done.assignment().path("miner").asText())
                    .put("weightShare", done.assignment().path("weightShare").asDouble())
                    .put("millis", done.millis())
                    .put("output", done.output().toString())
                    .put("sha256", done.sha256().hex())
                    .put("drawHolds", checked.holds());
        }
        summary.put("ledgerSum", ledgerSumWei);
        summary.put("processesDied", deaths);
        summary.put("millis", millis);
        return summary;
    }

    /** The summary of a demo that broke off. */
    static ObjectNode failed(Exception failure, long millis) {
        return JSON.createObjectNode()
                .put("ok", false)
                .put("error", WhyNot.of(failure))
                .put("millis", millis);
    }
}
