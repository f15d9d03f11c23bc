package network.cuckoo.scheduler;

import java.time.Duration;
import java.util.Set;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.Wei;

/**
 * A model that this coordinator offers to apps.
 *
 * @param modelHash hash of the bundle that miners must serve
 * @param kind the task kind it takes, e.g. {@code text-to-image}
 * @param price of one task; above zero
 * @param leaseTime how long a miner may take from its start message to its result
 * @param maxTokens tokens that its text may have, special tokens included; counted by the model's own tokenizer
 * @param maxOutputBytes largest output accepted, at most 1 MiB
 * @param mediaTypes media types that its output may have, e.g. {@code image/png}
 */
public record ModelOffer(
        ModelId id,
        Hash32 modelHash,
        String kind,
        Wei price,
        Duration leaseTime,
        int maxTokens,
        int maxOutputBytes,
        Set<String> mediaTypes) {
    /** The most that the database keeps of one output. */
    public static final int MAX_OUTPUT_BYTES = 1 << 20;

    public ModelOffer {
        mediaTypes = Set.copyOf(mediaTypes);
        require(price.value().signum() > 0, id, "its price must be above zero");
        require(leaseTime.compareTo(Duration.ofMillis(1)) >= 0, id, "its lease time must be at least a millisecond");
        require(maxTokens > 0, id, "its token limit must be above zero");
        require(maxOutputBytes > 0 && maxOutputBytes <= MAX_OUTPUT_BYTES, id, "its output limit must be 1 B to 1 MiB");
        require(!mediaTypes.isEmpty(), id, "it needs at least one media type");
    }

    private static void require(boolean holds, ModelId id, String message) {
        if (!holds) {
            throw new IllegalArgumentException("model " + id + ": " + message);
        }
    }
}
