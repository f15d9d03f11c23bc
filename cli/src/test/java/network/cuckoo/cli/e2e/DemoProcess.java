package network.cuckoo.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import network.cuckoo.cli.Cuckoo;
import network.cuckoo.cli.client.AppClient;
import network.cuckoo.cli.settings.Home;
import network.cuckoo.db.Secret;
import org.awaitility.Awaitility;

/** A {@code cuckoo demo} as people start it, in a process of its own. */
final class DemoProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration UP_LIMIT = Duration.ofSeconds(180);
    private static final Duration END_LIMIT = Duration.ofSeconds(60);

    private final Process process;
    private final Path folder;
    private final Path output;

    private DemoProcess(Process process, Path folder, Path output) {
        this.process = process;
        this.folder = folder;
        this.output = output;
    }

    /** Starts a demo with its data in this folder. */
    static DemoProcess start(Path folder, Map<String, String> environment, String... flags) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dcuckoo.home=" + Home.folder(),
                "-cp",
                System.getProperty("java.class.path"),
                Cuckoo.class.getName(),
                "demo",
                "--data-dir",
                folder.toString()));
        command.addAll(List.of(flags));
        Path output = folder.resolveSibling(folder.getFileName() + ".out");
        try {
            Files.deleteIfExists(folder.resolve("run.json"));
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new DemoProcess(builder.start(), folder, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until all its processes are started; their numbers are known then. */
    DemoProcess awaitStarted() {
        await("the demo's processes", UP_LIMIT, () -> Files.exists(folder.resolve("run.json")));
        return this;
    }

    /** Waits until the first tasks are done and the network is up. */
    DemoProcess awaitUp() {
        await("the demo", UP_LIMIT, () -> awaitStarted().run().path("ready").asBoolean());
        return this;
    }

    /** Waits until it has printed this. */
    void awaitOutput(String text) {
        await(text, END_LIMIT, () -> output().contains(text));
    }

    private void await(String what, Duration limit, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(limit)
                .conditionEvaluationListener(evaluated -> {
                    if (!isUp()) {
                        throw new AssertionError("the demo ended: " + output());
                    }
                })
                .until(condition);
    }

    /** Whether its own process runs. */
    boolean isUp() {
        return process.isAlive();
    }

    /** Waits until it has ended and returns its exit code. */
    int awaitEnd(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the demo does not end: " + output());
        }
        return process.exitValue();
    }

    /** The demo's {@code run.json}, as it is now. */
    JsonNode run() {
        return json(folder.resolve("run.json"));
    }

    /** Process numbers of a part by its name, e.g. {@code miner-1}. */
    long pid(String part) {
        return run().path("processes").path(part).asLong();
    }

    /** Whether a process runs; one that has ended and waits to be noticed by its parent does not. */
    static boolean runs(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return process.isAlive(); // no such process, or a system without /proc
        }
    }

    /** All running processes of the demo but itself. */
    List<ProcessHandle> children() {
        List<ProcessHandle> all = new ArrayList<>();
        run().path("processes").properties().forEach(entry -> {
            if (!entry.getKey().equals("demo")) {
                ProcessHandle.of(entry.getValue().asLong()).ifPresent(child -> {
                    all.add(child);
                    all.addAll(child.descendants().toList());
                });
            }
        });
        return all.stream().filter(DemoProcess::runs).toList();
    }

    /** The name of the miner with this node address. */
    String minerNamed(String node) {
        return run().path("miners").properties().stream()
                .filter(entry -> entry.getValue().path("node").asText().equals(node))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** The coordinator as the demo's app sees it. */
    AppClient app() throws IOException {
        var key = new Secret(
                Files.readString(Path.of(run().path("apiKeyFile").asText())).strip());
        return new AppClient(URI.create(run().path("api").asText()), Optional.of(key));
    }

    /** Its chain's node. */
    URI rpc() {
        return URI.create(run().path("rpc").asText());
    }

    /** Everything it has printed so far. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What one of its processes has logged. */
    String log(String part) throws IOException {
        return Files.readString(Path.of(run().path("logs").asText()).resolve(part + ".log"));
    }

    /** The last line it printed, as JSON. */
    JsonNode summary() throws IOException {
        return JSON.readTree(output().lines().reduce((before, last) -> last).orElse(""));
    }

    /** Ends it at once, without a word. */
    void kill() {
        process.destroyForcibly();
    }

    /** Ends another process at once, without a word. */
    static void kill(long pid) {
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly))
                .as("process " + pid)
                .hasValue(true);
    }

    /** SIGTERM to another process. */
    static void stop(long pid) {
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::destroy))
                .as("process " + pid)
                .hasValue(true);
    }

    /** SIGTERM. */
    void stop() {
        process.destroy();
    }

    static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it politely, then by force, with all that it started. */
    @Override
    public void close() throws InterruptedException {
        List<ProcessHandle> children = Files.exists(folder.resolve("run.json")) ? children() : List.of();
        process.destroy();
        if (!process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
