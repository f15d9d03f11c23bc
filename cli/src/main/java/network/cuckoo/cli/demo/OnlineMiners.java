package network.cuckoo.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.client.AppClient;
import network.cuckoo.cli.client.RefusedException;
import network.cuckoo.cli.task.TaskText;
import network.cuckoo.domain.Wei;

/** Which miners have logged in so far; each is told once. */
final class OnlineMiners {
    private final AppClient app;
    private final DemoConsole console;
    private final Set<String> seen = new HashSet<>();

    OnlineMiners(AppClient app, DemoConsole console) {
        this.app = app;
        this.console = console;
    }

    /** Whether so many are online now. */
    boolean areAll(int count) {
        try {
            app.miners().path("miners").forEach(this::look);
        } catch (RefusedException | CommandFailure e) {
            return false; // asked again soon
        }
        return seen.size() >= count;
    }

    private void look(JsonNode miner) {
        String node = miner.path("node").asText();
        if (miner.path("state").asText().equals("online") && seen.add(node)) {
            console.say(
                    "%s is online: node %s, weight %s (%s)",
                    miner.path("info").asText("a miner"),
                    node,
                    Wei.parse(miner.path("weightWei").asText("0")).toCai(),
                    TaskText.percent(miner.path("share").asDouble()));
        }
    }
}
