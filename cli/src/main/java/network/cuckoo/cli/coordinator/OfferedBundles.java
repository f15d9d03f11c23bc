package network.cuckoo.cli.coordinator;

import java.nio.file.Path;
import java.util.List;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.scheduler.ModelOffer;
import network.cuckoo.worker.bundle.BundleException;
import network.cuckoo.worker.bundle.ModelBundle;
import network.cuckoo.worker.inference.TokenCounter;

/** The bundles behind the models on offer, whose tokenizers decide how long a text may be. */
final class OfferedBundles {
    private OfferedBundles() {}

    /**
     * Begins to load the tokenizers of all models on offer.
     *
     * @param cache folder for natives, shared by processes
     * @throws CommandFailure if a model's bundle is not this program's, or takes fewer tokens than are offered
     */
    static TokenCounter countTokens(List<ModelOffer> offers, Path cache) {
        var counter = TokenCounter.start(
                cache, offers.stream().map(OfferedBundles::bundle).toList());
        for (ModelOffer offer : offers) {
            int most = counter.maxTokens(offer.id());
            if (offer.maxTokens() > most) {
                counter.close();
                throw refusal(offer, "max-tokens is " + offer.maxTokens() + ", but the model takes only " + most);
            }
        }
        return counter;
    }

    private static ModelBundle bundle(ModelOffer offer) {
        try {
            ModelBundle bundle = ModelBundle.bundled(offer.id());
            if (!bundle.modelHash().equals(offer.modelHash())) {
                throw refusal(offer, "its bundle here has model-hash " + bundle.modelHash());
            }
            return bundle;
        } catch (BundleException e) {
            throw refusal(offer, "its bundle can't be read: " + e.getMessage());
        }
    }

    private static CommandFailure refusal(ModelOffer offer, String why) {
        return new CommandFailure(ExitCode.USAGE, "model " + offer.id() + " can't be offered: " + why);
    }
}
