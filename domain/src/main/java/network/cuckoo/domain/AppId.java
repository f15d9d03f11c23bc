package network.cuckoo.domain;

import java.util.UUID;

/** An app that sends tasks and pays for them, by a UUIDv7. */
public record AppId(UUID value) {
    /**
     * Reads the usual form of a UUID.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static AppId parse(String text) {
        return new AppId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
