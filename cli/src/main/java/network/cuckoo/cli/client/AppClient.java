package network.cuckoo.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.db.Secret;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.TaskId;

/**
 * A coordinator as an app sees it. Methods throw {@link RefusedException} where it answers with a problem and
 * {@link CommandFailure} where it does not answer.
 */
public final class AppClient {
    private static final Set<String> FINAL_STATES = Set.of("SUCCEEDED", "FAILED", "CANCELLED");
    private static final Duration RETRY_PAUSE = Duration.ofMillis(300);
    private static final int FIRST_SERVER_FAULT = 500;

    private final Http http;

    public AppClient(URI base, Optional<Secret> apiKey) {
        this.http = new Http(
                base,
                apiKey.map(key -> Map.of("Authorization", "Bearer " + key.reveal()))
                        .orElse(Map.of()));
    }

    public URI base() {
        return http.base();
    }

    /** Offers a task; the answer has its id. */
    public JsonNode submit(JsonNode offer, Optional<String> idempotencyKey) {
        return http.post(
                "v1/tasks",
                offer,
                idempotencyKey.map(key -> Map.of("Idempotency-Key", key)).orElse(Map.of()));
    }

    public JsonNode task(TaskId id) {
        return http.get("v1/tasks/" + id);
    }

    public byte[] result(TaskId id) {
        return http.bytes("v1/tasks/" + id + "/result");
    }

    /** What the app can spend, and its last movements. */
    public JsonNode account() {
        return http.get("v1/account");
    }

    public JsonNode ledger(TaskId id) {
        return http.get("v1/tasks/" + id + "/ledger");
    }

    public JsonNode draws(TaskId id) {
        return http.get("v1/tasks/" + id + "/draw");
    }

    /** An epoch, of its weights only the first. */
    public JsonNode epoch(long number) {
        return http.get("v1/epochs/" + number + "?limit=1");
    }

    public JsonNode network() {
        return http.get("v1/network");
    }

    /** The heaviest miners, as many as the coordinator lists at once. */
    public JsonNode miners() {
        return http.get("v1/miners");
    }

    /** One miner, how it stands and how it fared in the last draws. */
    public JsonNode miner(NodeAddress node) {
        return http.get("v1/miners/" + node);
    }

    /** Takes a task back. */
    public JsonNode cancel(TaskId id) {
        return http.post("v1/tasks/" + id + "/cancel", object(), Map.of());
    }

    public JsonNode models() {
        return http.get("v1/models");
    }

    /** Whether the coordinator answers and says that all its parts work. */
    public boolean isHealthy() {
        try {
            return http.get("healthz").path("status").asText().equals("ok");
        } catch (RefusedException | CommandFailure e) {
            return false;
        }
    }

    /** Whether a task in this state stays in it. */
    public static boolean isFinal(String state) {
        return FINAL_STATES.contains(state);
    }

    /**
     * Follows a task until it is final and returns it, whatever became of it. A coordinator that is away for a while is waited
     * for.
     *
     * @param limit how long to wait at most
     * @param watcher sees each event once, in order
     * @throws CommandFailure (failed) if the task is not final by then
     */
    public JsonNode await(TaskId id, Duration limit, Consumer<TaskEventLine> watcher) {
        long end = System.nanoTime() + limit.toNanos();
        BooleanSupplier late = () -> System.nanoTime() - end >= 0;
        var events = new EventStream(http, id);
        while (true) {
            Optional<JsonNode> task = tryOnce(() -> {
                events.read(watcher, late);
                return task(id);
            });
            if (task.isPresent() && isFinal(task.get().path("state").asText())) {
                return task.get();
            }
            if (late.getAsBoolean()) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "task " + id + " is not finished after " + limit.toSeconds() + " s"
                                + task.map(AppClient::waitingText).orElse(""));
            }
            LockSupport.parkNanos(RETRY_PAUSE.toNanos());
        }
    }

    private static String waitingText(JsonNode task) {
        String reason = task.path("waitingReason").asText("");
        return " (" + task.path("state").asText() + (reason.isEmpty() ? "" : ", " + reason) + ")";
    }

    /** Empty if the coordinator is away or has a fault of its own; its refusals are thrown on. */
    private static <T> Optional<T> tryOnce(Supplier<T> request) {
        try {
            return Optional.of(request.get());
        } catch (RefusedException e) {
            if (e.problem().status() < FIRST_SERVER_FAULT) {
                throw e;
            }
            return Optional.empty();
        } catch (CommandFailure e) {
            if (e.exitCode() != ExitCode.UNREACHABLE) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** A task to offer to a model. */
    public static ObjectNode offer(String model, ObjectNode input) {
        return Http.JSON.createObjectNode().put("model", model).set("input", input);
    }

    /** An empty JSON object. */
    public static ObjectNode object() {
        return Http.JSON.createObjectNode();
    }
}
