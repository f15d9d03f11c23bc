package network.cuckoo.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import network.cuckoo.db.Secret;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;

/** A coordinator as its operator sees it, through the admin listener. */
public final class AdminClient {
    private final Http http;

    public AdminClient(URI base, Secret password) {
        byte[] login = ("admin:" + password.reveal()).getBytes(StandardCharsets.UTF_8);
        this.http = new Http(
                base, Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(login)));
    }

    /** Makes an app; the answer has its API key, which is shown only here. */
    public JsonNode createApp(String name) {
        return http.post("admin/apps", Http.JSON.createObjectNode().put("name", name), Map.of());
    }

    public JsonNode apps() {
        return http.get("admin/apps");
    }

    /** Gives an app credit, once for each reference. */
    public JsonNode credit(String app, Wei amount, String reference) {
        var body =
                Http.JSON.createObjectNode().put("amountWei", amount.toString()).put("reference", reference);
        return http.post("admin/apps/" + URLEncoder.encode(app, StandardCharsets.UTF_8) + "/credit", body, Map.of());
    }

    /** Tasks that were given up, newest first. */
    public JsonNode deadLetters(int limit, Optional<TaskId> before) {
        String older = before.map(task -> "&before=" + task).orElse("");
        return http.get("admin/dead-letters?limit=" + limit + older);
    }

    /** Puts a task back that was given up; the answer names the new task. */
    public JsonNode retry(TaskId task) {
        return http.post("admin/dead-letters/" + task + "/retry", Http.JSON.createObjectNode(), Map.of());
    }

    /** Lifts a miner's suspension; the answer says how it stands then. */
    public JsonNode lift(NodeAddress node) {
        return http.post("admin/standings/" + node + "/lift", Http.JSON.createObjectNode(), Map.of());
    }
}
