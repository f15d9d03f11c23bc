package network.cuckoo.domain;

import java.util.UUID;

/** A task, by a UUIDv7 that the coordinator made. */
public record TaskId(UUID value) {
    /**
     * Reads the usual form of a UUID.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static TaskId parse(String text) {
        return new TaskId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
