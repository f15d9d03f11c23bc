package network.cuckoo.worker.inference;

import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;
import network.cuckoo.worker.bundle.ModelKind;

/**
 * A model that a backend has loaded.
 *
 * @param hash the identity that a result's signature names
 * @param maxTokens longest text it takes, special tokens included
 */
public record OfferedModel(ModelId model, ModelKind kind, Hash32 hash, int maxTokens) {}
