package network.cuckoo.worker.node.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** One JSON object of an answer, read strictly: a field that is missing or of another type is an IllegalArgumentException naming it. */
record JsonFields(JsonNode object) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    JsonFields {
        if (!object.isObject()) {
            throw new IllegalArgumentException("not a JSON object");
        }
    }

    static JsonFields parse(byte[] json) {
        try {
            return new JsonFields(MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> new IllegalArgumentException("no text under " + name));
    }

    Optional<String> optionalText(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        require(value.isTextual(), name, "a text");
        return Optional.of(value.textValue());
    }

    /** A text made into a value; the value's own complaint is passed on with the field's name. */
    <T> T value(String name, Function<String, T> parse) {
        return parsed(name, text(name), parse);
    }

    <T> Optional<T> optionalValue(String name, Function<String, T> parse) {
        return optionalText(name).map(text -> parsed(name, text, parse));
    }

    long number(String name) {
        JsonNode value = object.path(name);
        require(value.isIntegralNumber() && value.canConvertToLong(), name, "a whole number");
        return value.longValue();
    }

    JsonNode any(String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            throw new IllegalArgumentException("nothing under " + name);
        }
        return value;
    }

    <T> List<T> list(String name, Function<JsonNode, T> read) {
        JsonNode value = object.path(name);
        require(value.isArray(), name, "a list");
        return StreamSupport.stream(value.spliterator(), false).map(read).toList();
    }

    private static <T> T parsed(String name, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private static void require(boolean holds, String name, String what) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is not " + what);
        }
    }
}
