package network.cuckoo.cli.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.WhyNot;

/** {@code run.json} in a demo's data folder: where its parts answer, for scripts and for the other commands. */
public final class RunFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final JsonNode content;

    private RunFile(Path file, JsonNode content) {
        this.file = file;
        this.content = content;
    }

    /** Where it lies in this data folder. */
    public static Path in(Path dataFolder) {
        return dataFolder.resolve("run.json");
    }

    /** Writes the file, whole or not at all. */
    public static void write(Path dataFolder, JsonNode content) throws IOException {
        Path written = dataFolder.resolve("run.json.new");
        Files.writeString(written, content.toPrettyString() + "\n");
        Files.move(written, in(dataFolder), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The file of a demo that ran or runs with this data folder, if there is one. */
    public static Optional<RunFile> read(Path dataFolder) {
        Path file = in(dataFolder);
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RunFile(file, JSON.readTree(Files.readString(file))));
        } catch (JsonProcessingException e) {
            throw new CommandFailure(ExitCode.USAGE, file + " is not JSON", e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, file + " can't be read: " + WhyNot.of(e), e);
        }
    }

    /** A text in it. @throws CommandFailure if it is not there */
    public String text(String key) {
        JsonNode value = content.path(key);
        if (!value.isTextual()) {
            throw new CommandFailure(ExitCode.USAGE, file + " has no '" + key + "'; it was written by another version");
        }
        return value.asText();
    }

    public URI uri(String key) {
        return URI.create(text(key));
    }

    public Path path(String key) {
        return Path.of(text(key));
    }
}
