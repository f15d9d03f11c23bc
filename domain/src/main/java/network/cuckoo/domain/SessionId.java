package network.cuckoo.domain;

import java.util.UUID;

/** One login of a miner node, by a UUIDv7. */
public record SessionId(UUID value) {
    /**
     * Reads the usual form of a UUID.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static SessionId parse(String text) {
        return new SessionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
