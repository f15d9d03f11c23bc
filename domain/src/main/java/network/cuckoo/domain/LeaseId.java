package network.cuckoo.domain;

import java.util.UUID;

/** One assignment of a task to a miner, by a UUIDv7. */
public record LeaseId(UUID value) {
    /**
     * Reads the usual form of a UUID.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static LeaseId parse(String text) {
        return new LeaseId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
