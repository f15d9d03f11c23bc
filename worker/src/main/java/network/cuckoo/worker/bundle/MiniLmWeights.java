package network.cuckoo.worker.bundle;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * The weights of all-MiniLM-L6-v2 under the skeleton's short names ({@code we.weight}, {@code layers.0.q.bias}, …). The ONNX file
 * stores linear weights transposed and without names of their own, so they are found through the MatMul node that uses them.
 */
record MiniLmWeights(OnnxGraph graph) implements WeightSource {
    private static final Map<String, String> EMBEDDINGS = Map.of(
            "we", "word_embeddings", "pe", "position_embeddings", "te", "token_type_embeddings", "ln", "LayerNorm");
    private static final Map<String, String> NORMS =
            Map.of("ln1", "attention.output.LayerNorm", "ln2", "output.LayerNorm");
    private static final Map<String, String> LINEARS = Map.of(
            "q", "attention.self.query",
            "k", "attention.self.key",
            "v", "attention.self.value",
            "o", "attention.output.dense",
            "f1", "intermediate.dense",
            "f2", "output.dense");

    @Override
    public ByteBuffer tensor(String name) {
        var parts = name.split("\\.");
        return switch (parts.length) {
            case 2 -> initialiser("embeddings." + lookUp(EMBEDDINGS, parts[0]) + "." + parts[1]);
            case 4 -> ofLayer("encoder.layer." + parts[1] + ".", parts[2], parts[3]);
            default -> throw new BundleException("no weight is called " + name);
        };
    }

    private ByteBuffer ofLayer(String layer, String part, String parameter) {
        if (NORMS.containsKey(part)) {
            return initialiser(layer + lookUp(NORMS, part) + "." + parameter);
        }
        var linear = layer + lookUp(LINEARS, part);
        return parameter.equals("bias") ? initialiser(linear + ".bias") : linearWeight(linear);
    }

    private ByteBuffer linearWeight(String linear) {
        var node = "/" + linear.replace(".", "/").replace("encoder/layer/", "encoder/layer.") + "/MatMul";
        var weight = Optional.ofNullable(graph.matMulWeights().get(node))
                .flatMap(name -> Optional.ofNullable(graph.initialisers().get(name)))
                .orElseThrow(() -> new BundleException("the ONNX graph has no weight for " + node));
        return transposed(
                weight.data(),
                Math.toIntExact(weight.dimensions().get(0)),
                Math.toIntExact(weight.dimensions().get(1)));
    }

    private ByteBuffer initialiser(String name) {
        var tensor = graph.initialisers().get(name);
        if (tensor == null) {
            throw new BundleException("the ONNX graph has no initialiser " + name);
        }
        return tensor.data().duplicate();
    }

    private static ByteBuffer transposed(ByteBuffer data, int rows, int columns) {
        var result = ByteBuffer.allocate(data.remaining()).order(data.order());
        for (var column = 0; column < columns; column++) {
            for (var row = 0; row < rows; row++) {
                result.putInt(data.getInt(Integer.BYTES * (row * columns + column)));
            }
        }
        return result.flip();
    }

    private static String lookUp(Map<String, String> names, String key) {
        var name = names.get(key);
        if (name == null) {
            throw new BundleException("the skeleton asks for an unknown part " + key);
        }
        return name;
    }
}
