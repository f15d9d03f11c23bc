package network.cuckoo.worker.inference;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import network.cuckoo.worker.bundle.BundleException;

/** A TorchScript network on a device. For one thread at a time. */
final class ScriptModel implements AutoCloseable {
    private final Model model;
    private final Predictor<NDList, NDList> predictor;

    private ScriptModel(Model model) {
        this.model = model;
        this.predictor = model.newPredictor(new NoopTranslator());
    }

    /** Loads a file. @throws BundleException if libtorch refuses it */
    static ScriptModel load(Path file, Device device) {
        var model = Model.newInstance(file.getFileName().toString(), device, "PyTorch");
        try {
            model.load(file);
            return new ScriptModel(model);
        } catch (IOException e) {
            model.close();
            throw new UncheckedIOException("can't read " + file, e);
        } catch (MalformedModelException e) {
            model.close();
            throw new BundleException("libtorch refuses " + file, e);
        }
    }

    /** Where inputs are made: arrays on this network's device, freed when the manager is closed. */
    NDManager newManager() {
        return model.getNDManager().newSubManager();
    }

    /** The network's single output, owned by the manager. @throws InferenceException if the engine fails */
    NDArray run(NDManager manager, NDArray... inputs) {
        try {
            var output = predictor.predict(new NDList(inputs)).singletonOrThrow();
            output.attach(manager);
            return output;
        } catch (TranslateException e) {
            throw new InferenceException(
                    InferenceException.Code.ENGINE_FAILED, model.getName() + " failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        predictor.close();
        model.close();
    }
}
