package network.cuckoo.worker.bundle;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * As much of an ONNX model as finding its weights takes: the initialisers, and which initialiser each MatMul node multiplies by.
 * Field numbers are those of onnx.proto3 (ModelProto, GraphProto, NodeProto, TensorProto).
 */
record OnnxGraph(Map<String, Tensor> initialisers, Map<String, String> matMulWeights) {
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_INITIALISER = 5;
    private static final int NODE_INPUT = 1;
    private static final int NODE_NAME = 3;
    private static final int NODE_OPERATOR = 4;
    private static final int TENSOR_DIMENSIONS = 1;
    private static final int TENSOR_NAME = 8;
    private static final int TENSOR_RAW_DATA = 9;

    /** Row-major little-endian float32 numbers. */
    record Tensor(List<Long> dimensions, ByteBuffer data) {}

    OnnxGraph {
        initialisers = Map.copyOf(initialisers);
        matMulWeights = Map.copyOf(matMulWeights);
    }

    static OnnxGraph parse(byte[] content) {
        var initialisers = new HashMap<String, Tensor>();
        var matMulWeights = new HashMap<String, String>();
        ProtobufFields.of(ByteBuffer.wrap(content)).forEach((field, value) -> {
            if (field == MODEL_GRAPH) {
                readGraph(value.message(), initialisers, matMulWeights);
            }
        });
        return new OnnxGraph(initialisers, matMulWeights);
    }

    private static void readGraph(
            ProtobufFields graph, Map<String, Tensor> initialisers, Map<String, String> matMulWeights) {
        graph.forEach((field, value) -> {
            switch (field) {
                case GRAPH_INITIALISER -> readTensor(value.message(), initialisers);
                case GRAPH_NODE -> readNode(value.message(), matMulWeights);
                default -> {}
            }
        });
    }

    private static void readNode(ProtobufFields node, Map<String, String> matMulWeights) {
        var inputs = new ArrayList<String>();
        var names = new HashMap<Integer, String>();
        node.forEach((field, value) -> {
            switch (field) {
                case NODE_INPUT -> inputs.add(value.text());
                case NODE_NAME, NODE_OPERATOR -> names.put(field, value.text());
                default -> {}
            }
        });
        if ("MatMul".equals(names.get(NODE_OPERATOR))) {
            matMulWeights.put(names.getOrDefault(NODE_NAME, ""), inputs.get(1));
        }
    }

    private static void readTensor(ProtobufFields tensor, Map<String, Tensor> initialisers) {
        var dimensions = new ArrayList<Long>();
        var values = new HashMap<Integer, ProtobufFields.Value>();
        tensor.forEach((field, value) -> {
            if (field == TENSOR_DIMENSIONS) {
                dimensions.addAll(value.integers());
            } else {
                values.put(field, value);
            }
        });
        var name = values.get(TENSOR_NAME);
        var data = values.get(TENSOR_RAW_DATA);
        if (name != null && data != null) {
            initialisers.put(name.text(), new Tensor(List.copyOf(dimensions), data.bytes()));
        }
    }
}
