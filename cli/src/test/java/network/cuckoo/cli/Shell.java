package network.cuckoo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.cuckoo.domain.Address;
import network.cuckoo.keys.NodeKey;

/** Runs commands as a shell would, in this process, with keys and the outbox in a test's folder. */
final class Shell {
    private static final String PASSWORD = "of the test's keys";
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, NodeKey> keys = new HashMap<>();

    Shell(Path folder) {
        this.folder = folder;
        try {
            Path password = Files.writeString(folder.resolve("password"), PASSWORD);
            for (String whose : List.of("KEY", "OWNER_KEY", "NODE_KEY")) {
                environment.put("CUCKOO_" + whose + "_PASSWORD_FILE", password.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment.put("CUCKOO_OUTBOX", outbox().toString());
    }

    /** What a shell sees of a command. */
    record Run(int exitCode, String out, String err) {
        JsonNode json() {
            try {
                return new ObjectMapper().readTree(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    Path outbox() {
        return folder.resolve("outbox");
    }

    /** Sets a variable for the commands to come. */
    void set(String variable, String value) {
        environment.put(variable, value);
    }

    /** The key of this name, made at its first mention. */
    NodeKey key(String name) {
        NodeKey known = keys.get(name);
        return known == null ? adopt(name, NodeKey.generate(new SecureRandom())) : known;
    }

    /** Gives this name a key that is there already. */
    NodeKey adopt(String name, NodeKey key) {
        QuickKeystore.write(file(name), PASSWORD, key);
        keys.put(name, key);
        return key;
    }

    Address address(String name) {
        return key(name).address();
    }

    Path file(String name) {
        return folder.resolve(name + ".json");
    }

    /** Runs {@code cuckoo} with these words; text between single quotes is one word. */
    Run cuckoo(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        try (var streams = OwnStreams.begin()) {
            int exitCode = Cuckoo.run(environment, words.toArray(String[]::new));
            return new Run(exitCode, streams.out(), streams.err());
        }
    }

    /** Runs {@code cuckoo chain} with a person's key. */
    Run as(String person, String line) {
        address(person);
        return cuckoo("chain " + line + " --key-file " + file(person));
    }

    /** Starts the command in a process of its own. */
    Process separately(String line) throws IOException {
        return start(command(line));
    }

    /** Starts the command in a process of its own, before a terminal whose keyboard is the process' input. */
    Process atATerminal(String line) throws IOException {
        String words = String.join(
                " ", command(line).stream().map(word -> "'" + word + "'").toList());
        Path file = Files.writeString(folder.resolve("at-a-terminal.sh"), "exec " + words + "\n");
        return start(List.of("script", "--quiet", "--return", "--command", "sh '" + file + "'", "/dev/null"));
    }

    /** What the last separate process wrote. */
    String separateLog() throws IOException {
        return Files.readString(separate());
    }

    private Path separate() {
        return folder.resolve("separate.log");
    }

    private static List<String> command(String line) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Cuckoo.class.getName()));
        command.addAll(List.of(line.split(" ")));
        return command;
    }

    private Process start(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(separate().toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }
}
