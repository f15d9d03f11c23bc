package network.cuckoo.worker.inference;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;

/** The messages between supervisor and child as lines of JSON. */
final class JsonLines {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addMixIn(ModelId.class, AsText.class)
            .addMixIn(RunId.class, AsText.class)
            .addMixIn(Hash32.class, HashAsText.class)
            .build();

    private JsonLines() {}

    /** Records of one text are written as that text. */
    private abstract static class AsText {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        AsText(String value) {}

        @JsonValue
        abstract String value();
    }

    private abstract static class HashAsText {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        HashAsText(String hex) {}

        @JsonValue
        abstract String hex();
    }

    /** Reads a message. @throws IllegalArgumentException if the line is not one */
    static <T> T read(String line, Class<T> type) {
        try {
            return JSON.readValue(line, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    /** Writes a message as one line. @throws IOException if the other side is gone */
    static void write(OutputStream out, Object message) throws IOException {
        var line = (JSON.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            out.write(line);
            out.flush();
        }
    }
}
