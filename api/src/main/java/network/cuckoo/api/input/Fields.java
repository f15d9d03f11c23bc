package network.cuckoo.api.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import network.cuckoo.api.problem.ApiProblem;
import network.cuckoo.api.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object of a request, read field by field. Every method refuses a field that is missing (unless optional) or of another
 * type; {@link #end()} refuses the fields that nobody asked for. Null counts as missing.
 */
public final class Fields {
    private static final int MAX_SCALE = 30;

    private final String path;
    private final JsonNode node;
    private final Set<String> known = new HashSet<>();

    Fields(String path, JsonNode node) {
        this.path = path;
        this.node = node;
    }

    /** A text of 1 to {@code maxCharacters} Unicode code points, as the database and JSON Schema count them. */
    public String text(String name, int maxCharacters) {
        return optionalText(name, maxCharacters).orElseThrow(() -> missing(name));
    }

    /** As {@link #text}, or empty if the field is missing. */
    public Optional<String> optionalText(String name, int maxCharacters) {
        return find(name).map(value -> {
            if (!value.isTextual()) {
                throw wrong(name, "must be a text in quotes");
            }
            String text = value.textValue();
            int characters = text.codePointCount(0, text.length());
            if (characters < 1 || characters > maxCharacters) {
                throw wrong(name, "must have 1 to " + maxCharacters + " characters, not " + characters);
            }
            return text;
        });
    }

    /** A text that may be missing or empty, cut after {@code maxCharacters}: words for people that nothing depends on. */
    public String note(String name, int maxCharacters) {
        return find(name)
                .map(value -> {
                    if (!value.isTextual()) {
                        throw wrong(name, "must be a text in quotes");
                    }
                    String text = value.textValue().replace("\u0000", "");
                    return text.length() <= maxCharacters ? text : text.substring(0, maxCharacters);
                })
                .orElse("");
    }

    /** A text that this function reads; its {@link IllegalArgumentException} becomes the refusal's detail. */
    public <T> T parsed(String name, int maxCharacters, Function<String, T> parser) {
        return parse(name, text(name, maxCharacters), parser);
    }

    /** As {@link #parsed}, or empty if the field is missing. */
    public <T> Optional<T> optionalParsed(String name, int maxCharacters, Function<String, T> parser) {
        return optionalText(name, maxCharacters).map(text -> parse(name, text, parser));
    }

    /** A whole number in this range. */
    public long number(String name, long min, long max) {
        return optionalNumber(name, min, max).orElseThrow(() -> missing(name));
    }

    /** As {@link #number}, or empty if the field is missing. */
    public Optional<Long> optionalNumber(String name, long min, long max) {
        return find(name).map(value -> {
            if (!value.isIntegralNumber()
                    || !value.canConvertToLong()
                    || value.longValue() < min
                    || value.longValue() > max) {
                throw wrong(name, "must be a whole number from " + min + " to " + max);
            }
            return value.longValue();
        });
    }

    /** A number with or without a fraction, with a scale that can be worked with; empty if the field is missing. */
    public Optional<BigDecimal> optionalDecimal(String name) {
        return find(name).map(value -> {
            if (!value.isNumber() || Math.abs(value.decimalValue().scale()) > MAX_SCALE) {
                throw wrong(name, "must be a number of ordinary size");
            }
            return value.decimalValue();
        });
    }

    /** True or false; empty if the field is missing. */
    public Optional<Boolean> optionalFlag(String name) {
        return find(name).map(value -> {
            if (!value.isBoolean()) {
                throw wrong(name, "must be true or false");
            }
            return value.booleanValue();
        });
    }

    /** An object. */
    public Fields object(String name) {
        JsonNode value = find(name).orElseThrow(() -> missing(name));
        if (!value.isObject()) {
            throw wrong(name, "must be an object in braces");
        }
        return new Fields(path + name + ".", value);
    }

    /** A list of at most {@code max} objects, each read to its end by this function. */
    public <T> List<T> objects(String name, int max, Function<Fields, T> reader) {
        var read = new ArrayList<T>();
        for (JsonNode element : array(name, max)) {
            if (!element.isObject()) {
                throw wrong(name, "must hold objects only");
            }
            var fields = new Fields(path + name + "[" + read.size() + "].", element);
            read.add(fields.readAll(reader));
        }
        return List.copyOf(read);
    }

    /** A list of at most {@code max} texts, each read by this function. */
    public <T> List<T> texts(String name, int max, Function<String, T> parser) {
        var read = new ArrayList<T>();
        for (JsonNode element : array(name, max)) {
            if (!element.isTextual()) {
                throw wrong(name, "must hold texts only");
            }
            read.add(parse(name, element.textValue(), parser));
        }
        return List.copyOf(read);
    }

    /** Reads with this function, then refuses whatever it left unread. */
    public <T> T readAll(Function<Fields, T> reader) {
        T read = reader.apply(this);
        end();
        return read;
    }

    /** Refuses the fields that nobody asked for. */
    public void end() {
        var unknown = new TreeSet<String>();
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                unknown.add(path + name);
            }
        });
        if (!unknown.isEmpty()) {
            throw ProblemCode.INVALID_INPUT.because("Unknown field " + shortened(String.join(", ", unknown))
                    + ". Known here: " + String.join(", ", new TreeSet<>(known)) + ".");
        }
    }

    /** The refusal of a field, for checks that only the caller can make. */
    public ApiProblem wrong(String name, String why) {
        return ProblemCode.INVALID_INPUT.because("Field " + path + name + " " + why + ".");
    }

    private Iterable<JsonNode> array(String name, int max) {
        JsonNode value = find(name).orElseThrow(() -> missing(name));
        if (!value.isArray() || value.size() > max) {
            throw wrong(name, "must be a list of at most " + max);
        }
        return value;
    }

    private <T> T parse(String name, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw wrong(name, "is refused: " + shortened(String.valueOf(e.getMessage())));
        }
    }

    private Optional<JsonNode> find(String name) {
        known.add(name);
        @Nullable JsonNode value = node.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    private ApiProblem missing(String name) {
        return wrong(name, "is missing");
    }

    private static String shortened(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }
}
