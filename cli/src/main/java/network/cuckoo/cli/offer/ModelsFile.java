package network.cuckoo.cli.offer;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.WhyNot;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.task.TextEmbeddingInput;
import network.cuckoo.domain.task.TextToImageInput;
import network.cuckoo.scheduler.ModelOffer;

/** The file of models on offer, {@code models.yaml}: every key is required, an unknown or repeated one is refused. */
public final class ModelsFile {
    private static final String BUNDLED = "models.yaml";
    private static final Set<String> KINDS = Set.of(TextToImageInput.KIND, TextEmbeddingInput.KIND);
    private static final ObjectReader READER = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(Content.class);

    private static final Pattern MISSING_KEY = Pattern.compile("Missing creator property '([^']+)'");

    private ModelsFile() {}

    /** The models that come with this program. */
    public static List<ModelOffer> bundled() {
        try (InputStream in = ModelsFile.class.getResourceAsStream("/network/cuckoo/cli/" + BUNDLED)) {
            if (in == null) {
                throw new IllegalStateException(BUNDLED + " is missing from the jar");
            }
            return parse(BUNDLED, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws CommandFailure if the file can't be read or says something that is not understood; names the place */
    public static List<ModelOffer> read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new CommandFailure(ExitCode.USAGE, "there is no models file " + file, e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "the models file " + file + " can't be read: " + WhyNot.of(e), e);
        }
    }

    static List<ModelOffer> parse(String name, String yaml) {
        try {
            Content content = READER.readValue(yaml);
            if (content.models().isEmpty()) {
                throw new CommandFailure(ExitCode.USAGE, "the models file " + name + " offers no model");
            }
            return content.models().entrySet().stream()
                    .map(entry -> offer(entry.getKey(), entry.getValue()))
                    .toList();
        } catch (JsonProcessingException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "the models file " + name + " is wrong" + place(e) + ": " + reason(e), e);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "the models file " + name + " is wrong: " + e.getMessage(), e);
        }
    }

    private static ModelOffer offer(String id, Entry entry) {
        try {
            return entry.offer(id);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("model " + id + ": " + e.getMessage(), e);
        }
    }

    private static String reason(JsonProcessingException e) {
        var missing = MISSING_KEY.matcher(e.getOriginalMessage());
        if (missing.find()) {
            return "the key '" + missing.group(1) + "' is missing";
        }
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                "unknown key '" + unknown.getPropertyName() + "', known are " + unknown.getKnownPropertyIds();
            case InvalidFormatException value -> "'" + value.getValue() + "' is no value for " + key(value);
            case MismatchedInputException kind -> "what it says is no value for " + key(kind);
            default -> e.getOriginalMessage().lines().findFirst().orElse("it is not YAML");
        };
    }

    private static String key(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "a models file, which begins with the key 'models'" : "the key '" + path + "'";
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
    }

    private record Content(@JsonProperty("models") Map<String, Entry> models) {}

    private record Entry(
            @JsonProperty("kind") String kind,
            @JsonProperty("model-hash") String modelHash,
            @JsonProperty("price") String price,
            @JsonProperty("lease-seconds") long leaseSeconds,
            @JsonProperty("max-tokens") int maxTokens,
            @JsonProperty("max-output-bytes") int maxOutputBytes,
            @JsonProperty("media-types") Set<String> mediaTypes) {
        ModelOffer offer(String id) {
            if (!KINDS.contains(kind)) {
                throw new IllegalArgumentException("unknown kind '" + kind + "', known are " + KINDS);
            }
            return new ModelOffer(
                    new ModelId(id),
                    Hash32.parse(modelHash),
                    kind,
                    Wei.parse(price),
                    Duration.ofSeconds(leaseSeconds),
                    maxTokens,
                    maxOutputBytes,
                    mediaTypes);
        }
    }
}
