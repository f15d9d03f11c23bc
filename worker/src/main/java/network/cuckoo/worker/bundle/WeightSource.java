package network.cuckoo.worker.bundle;

import java.nio.ByteBuffer;

/** The tensors of a weights file by the names that a skeleton's map uses. */
interface WeightSource {
    /** The tensor's numbers, row-major little-endian float32. @throws BundleException if there is no such tensor */
    ByteBuffer tensor(String name);

    /** Reads a weights file by the ending of its name. @throws BundleException if the format is unknown or the content malformed */
    static WeightSource read(String fileName, byte[] content) {
        if (fileName.endsWith(".safetensors")) {
            return new SafetensorsWeights(content);
        }
        if (fileName.endsWith(".onnx")) {
            return new MiniLmWeights(OnnxGraph.parse(content));
        }
        throw new BundleException("unknown format of weights: " + fileName);
    }
}
