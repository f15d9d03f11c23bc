package network.cuckoo.domain.task;

import network.cuckoo.domain.Hash32;

/** What a model is asked to work on. A new kind of task is a new record here; limits are checked on construction. */
public sealed interface TaskInput permits TextToImageInput, TextEmbeddingInput {
    /** The kind's name, as in the API and in the hash. */
    String kind();

    /** {@code keccak256(abi.encode(string kind, fields…))}. */
    Hash32 hash();
}
