package network.cuckoo.api.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import network.cuckoo.api.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/** Takes requests apart: body, path, query and credentials; refuses what is not in order. */
public final class Requests {
    /** The most bytes that a body may have, unless an endpoint says otherwise. */
    public static final int MAX_BODY_BYTES = 64 * 1024;

    private static final int MAX_DEPTH = 16;
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Requests() {}

    /** Reads the body as one JSON object of at most {@link #MAX_BODY_BYTES}, all of it. */
    public static <T> T body(Context ctx, Function<Fields, T> reader) {
        return body(ctx, MAX_BODY_BYTES, reader);
    }

    /** Reads the body as one JSON object of at most {@code maxBytes}, all of it. */
    public static <T> T body(Context ctx, int maxBytes, Function<Fields, T> reader) {
        return new Fields("", object(ctx, maxBytes)).readAll(reader);
    }

    /** Reads a part of the path; what can't be read is not found. */
    public static <T> T path(Context ctx, String name, Function<String, T> parser) {
        String text = ctx.pathParam(name);
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw ProblemCode.NOT_FOUND.because("'" + clipped(text) + "' is no " + name + ".");
        }
    }

    /** Reads a parameter of the query; empty if it is missing. */
    public static <T> Optional<T> query(Context ctx, String name, Function<String, T> parser) {
        @Nullable String text = ctx.queryParam(name);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException e) {
            throw ProblemCode.INVALID_INPUT.because("Query parameter " + name + " can't be '" + clipped(text) + "'.");
        }
    }

    /** A whole number of the query in this range, or this number if it is missing. */
    public static int queryNumber(Context ctx, String name, int min, int max, int ifMissing) {
        return query(ctx, name, text -> {
                    int number = Integer.parseInt(text);
                    if (number < min || number > max) {
                        throw new IllegalArgumentException(text);
                    }
                    return number;
                })
                .orElse(ifMissing);
    }

    /** The token after {@code Authorization: Bearer}. */
    public static String bearer(Context ctx, String what) {
        @Nullable String header = ctx.header("Authorization");
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith("bearer ") || header.length() > 512) {
            throw ProblemCode.UNAUTHORIZED.because("Send your " + what + " in a header 'Authorization: Bearer …'.");
        }
        return header.substring("bearer ".length()).strip();
    }

    /** The request's bytes, at most so many. */
    public static byte[] bytes(Context ctx, int maxBytes) {
        try (InputStream in = ctx.bodyInputStream()) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw ProblemCode.BODY_TOO_LARGE.because("A body may have at most " + maxBytes + " bytes here.");
            }
            return bytes;
        } catch (IOException e) {
            throw ProblemCode.INVALID_INPUT.because("The body could not be read to its end.");
        }
    }

    private static JsonNode object(Context ctx, int maxBytes) {
        requireJson(ctx.contentType());
        byte[] bytes = bytes(ctx, maxBytes);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            JsonNode node = MAPPER.readTree(bytes);
            if (!node.isObject()) {
                throw ProblemCode.INVALID_INPUT.because("The body must be a JSON object.");
            }
            return node;
        } catch (CharacterCodingException e) {
            throw ProblemCode.INVALID_INPUT.because("The body is not UTF-8.");
        } catch (JsonProcessingException e) {
            throw ProblemCode.INVALID_INPUT.because("The body is not JSON: " + clipped(whatIsWrong(e)) + ".");
        } catch (IOException e) {
            throw new IllegalStateException("reading bytes in memory failed", e);
        }
    }

    // The parser's messages end with advice for programmers.
    private static String whatIsWrong(JsonProcessingException e) {
        return e instanceof StreamConstraintsException
                ? "it is nested too deep, or has too long a name or number"
                : e.getOriginalMessage().replaceFirst("(?s)( \\(|: enable ).*", "");
    }

    private static void requireJson(@Nullable String contentType) {
        if (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw ProblemCode.INVALID_INPUT.because("Send JSON with a header 'Content-Type: application/json'.");
        }
    }

    private static String clipped(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= 120 ? line : line.substring(0, 120) + "…";
    }
}
