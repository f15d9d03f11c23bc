package network.cuckoo.worker.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;

/**
 * A bundle's {@code bundle.json}: what the model is, the sha256 of every file that determines its output, and the TorchScript files
 * that are assembled from them.
 *
 * @param files the bundle's own files
 * @param classPathFiles files that come with a library, from the root of the class path
 * @param scripts the TorchScript files by name
 */
public record BundleManifest(
        ModelId model,
        ModelKind kind,
        SortedMap<String, Hash32> files,
        SortedMap<String, Hash32> classPathFiles,
        SortedMap<String, ScriptPlan> scripts) {
    public BundleManifest {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        classPathFiles = Collections.unmodifiableSortedMap(new TreeMap<>(classPathFiles));
        scripts = Collections.unmodifiableSortedMap(new TreeMap<>(scripts));
        for (var name : classPathFiles.keySet()) {
            if (files.containsKey(name)) {
                throw new IllegalArgumentException(name + " is listed twice");
            }
        }
    }

    /**
     * How one TorchScript file is made: {@code NAME.skeleton.zip} and {@code NAME.map.json} filled with the tensors of a weights file.
     *
     * @param weights a listed file, {@code .onnx} or {@code .safetensors}
     * @param assembled sha256 of the finished TorchScript file
     */
    public record ScriptPlan(String weights, Hash32 assembled) {}

    /** The plan of a script. @throws BundleException if there is none of this name */
    public ScriptPlan script(String name) {
        var plan = scripts.get(name);
        if (plan == null) {
            throw new BundleException("bundle " + model + " has no script " + name);
        }
        return plan;
    }

    /** Reads a manifest. @throws BundleException if it is not one */
    static BundleManifest parse(byte[] json) {
        try {
            var root = new ObjectMapper().readTree(json);
            return new BundleManifest(
                    new ModelId(text(root, "model")),
                    ModelKind.ofLabel(text(root, "kind")),
                    entries(root.path("files"), node -> hash(node.asText())),
                    entries(root.path("classPathFiles"), node -> hash(node.asText())),
                    entries(
                            root.path("scripts"),
                            node -> new ScriptPlan(text(node, "weights"), hash(text(node, "sha256")))));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new BundleException("bundle.json is malformed: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new BundleException("bundle.json can't be read", e);
        }
    }

    private static <T> SortedMap<String, T> entries(JsonNode object, Function<JsonNode, T> read) {
        var entries = new TreeMap<String, T>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            entries.put(entry.getKey(), read.apply(entry.getValue()));
        }
        return entries;
    }

    private static String text(JsonNode object, String field) {
        var value = object.get(field);
        if (value == null || !value.isTextual()) {
            throw new IllegalArgumentException("no text under " + field);
        }
        return value.asText();
    }

    private static Hash32 hash(String sha256Hex) {
        return Hash32.parse("0x" + sha256Hex);
    }
}
