package network.cuckoo.scheduler.sessions;

import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;

/**
 * A model that a miner serves.
 *
 * @param modelHash hash of the bundle that it runs
 * @param places tasks of this model that it takes at a time, 1 to 1,024
 */
public record ServedModel(ModelId model, Hash32 modelHash, int places) {
    private static final int MAX_PLACES = 1024;

    public ServedModel {
        if (places < 1 || places > MAX_PLACES) {
            throw new IllegalArgumentException(
                    "places of model " + model + " must be 1 to " + MAX_PLACES + ", not " + places);
        }
    }
}
