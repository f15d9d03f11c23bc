package network.cuckoo.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import network.cuckoo.api.page.PageFiles;
import org.jspecify.annotations.Nullable;

/** The published document, and whether an answer is what it promises. */
final class OpenApi {
    private static final OpenApi INSTANCE = new OpenApi(read());

    private final ObjectNode document;
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();
    private final Map<String, Pattern> paths = new ConcurrentHashMap<>();

    private OpenApi(ObjectNode document) {
        this.document = document;
        document.path("paths").fieldNames().forEachRemaining(path -> paths.put(path, matching(path)));
    }

    static OpenApi document() {
        return INSTANCE;
    }

    /** Every operation, as {@code GET /v1/tasks/{id}}. */
    Set<String> operations() {
        var operations = new TreeSet<String>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(name -> !name.equals("parameters"))
                        .forEach(method ->
                                operations.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    /** The query parameters of an operation such as {@code GET /v1/tasks}. */
    Set<String> queryParameters(String operation) {
        String[] parts = operation.split(" ");
        var names = new TreeSet<String>();
        document.path("paths")
                .path(parts[1])
                .path(parts[0].toLowerCase(java.util.Locale.ROOT))
                .path("parameters")
                .forEach(parameter -> {
                    JsonNode found = parameter.has("$ref")
                            ? document.at(parameter.path("$ref").asText().substring(1))
                            : parameter;
                    if (found.path("in").asText().equals("query")) {
                        names.add(found.path("name").asText());
                    }
                });
        return names;
    }

    /** The stable codes that the document lists. */
    Set<String> codes() {
        var codes = new TreeSet<String>();
        document.at("/components/schemas/ProblemCode/enum").forEach(code -> codes.add(code.asText()));
        return codes;
    }

    /** What a text of this schema must match. */
    Pattern pattern(String schema) {
        return Pattern.compile(
                document.at("/components/schemas/" + schema + "/pattern").asText());
    }

    /** Fails unless the operation may answer so. Addresses that are not in the document must be refused by a problem. */
    void check(String method, String path, int status, String contentType, @Nullable JsonNode json) {
        String mediaType = contentType.split(";")[0];
        Optional<String> template = template(path);
        if (template.isEmpty() || !operations().contains(method + " " + template.get())) {
            if (mediaType.equals("application/problem+json")) {
                validate("#/components/schemas/Problem", json);
            }
            return;
        }
        JsonNode responses = document.path("paths")
                .path(template.get())
                .path(method.toLowerCase(java.util.Locale.ROOT))
                .path("responses");
        if (mediaType.equals("application/problem+json")) {
            validate("#/components/schemas/Problem", json);
            return;
        }
        JsonNode response = responses.path(Integer.toString(status));
        assertThat(response.isMissingNode())
                .as("%s %s may answer %s", method, template.get(), status)
                .isFalse();
        if (mediaType.equals("application/json") && response.path("content").has(mediaType)) {
            validate(
                    response.path("content")
                            .path(mediaType)
                            .path("schema")
                            .path("$ref")
                            .asText(),
                    json);
        }
    }

    private void validate(String reference, @Nullable JsonNode json) {
        assertThat(json).as("a JSON body for " + reference).isNotNull();
        List<String> faults = new ArrayList<>();
        schemas.computeIfAbsent(reference, this::schema)
                .validate(json)
                .forEach(fault -> faults.add(fault.getMessage()));
        assertThat(faults).as("%s as %s", json, reference).isEmpty();
    }

    private JsonSchema schema(String reference) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("$ref", reference);
        root.set("components", document.path("components"));
        var config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(root, config);
    }

    private Optional<String> template(String path) {
        String bare = path.split("\\?")[0];
        if (paths.containsKey(bare)) {
            return Optional.of(bare);
        }
        return paths.entrySet().stream()
                .filter(entry -> entry.getValue().matcher(bare).matches())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Pattern matching(String path) {
        return Pattern.compile(path.replaceAll("\\{[a-z]+}", "[^/]+"));
    }

    private static ObjectNode read() {
        try (@Nullable InputStream in = PageFiles.class.getResourceAsStream("openapi.yaml")) {
            return (ObjectNode) new ObjectMapper(new YAMLFactory()).readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
