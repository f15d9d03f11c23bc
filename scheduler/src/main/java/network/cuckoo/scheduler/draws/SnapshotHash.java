package network.cuckoo.scheduler.draws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.hash.Keccak256;

/** The name of a snapshot's content: Keccak-256 of it as compact JSON in UTF-8, keys in the order of their characters. */
public final class SnapshotHash {
    private static final ObjectMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private SnapshotHash() {}

    /** The hash, whatever order the keys are in. */
    public static Hash32 of(JsonNode content) {
        try {
            Object plain = SORTED.treeToValue(content, Object.class);
            return Keccak256.hash(SORTED.writeValueAsBytes(plain));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a snapshot that was read can't be written", e);
        }
    }
}
