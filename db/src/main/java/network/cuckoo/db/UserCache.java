package network.cuckoo.db;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where this user keeps what can be made again: {@code CUCKOO_CACHE_DIR}, or {@code cuckoo} in the user's cache folder. */
final class UserCache {
    private UserCache() {}

    static Path folder() {
        String given = System.getenv("CUCKOO_CACHE_DIR");
        if (given != null && !given.isBlank()) {
            return Path.of(given);
        }
        Path home = Path.of(System.getProperty("user.home", "."));
        if (Files.isDirectory(home) && Files.isWritable(home)) {
            return home.resolve(".cache").resolve("cuckoo");
        }
        return Path.of(System.getProperty("java.io.tmpdir"), "cuckoo-cache-" + System.getProperty("user.name"));
    }
}
