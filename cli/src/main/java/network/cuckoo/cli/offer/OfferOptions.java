package network.cuckoo.cli.offer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import network.cuckoo.scheduler.ModelOffer;
import picocli.CommandLine.Option;

/** Which models a coordinator offers. */
public final class OfferOptions {
    @Option(
            names = "--models",
            paramLabel = "FILE",
            description = "models on offer (default: those of the checkout's models.yaml)")
    private Optional<Path> models = Optional.empty();

    /** The file that was named, if any. */
    public Optional<Path> file() {
        return models;
    }

    /** The models. @throws network.cuckoo.cli.CommandFailure if the file is missing or wrong */
    public List<ModelOffer> offers() {
        return models.map(ModelsFile::read).orElseGet(ModelsFile::bundled);
    }
}
