package network.cuckoo.cli.settings;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where this user keeps what can be made again, shared by all processes: natives, assembled models, Postgres' programs. */
public final class CacheFolder {
    private static final String VARIABLE = "CUCKOO_CACHE_DIR";

    private CacheFolder() {}

    /** {@code CUCKOO_CACHE_DIR}, else {@code .cache/cuckoo} in the user's home, else a folder for temporary files. */
    public static Path find() {
        String given = System.getenv(VARIABLE);
        if (given != null && !given.isBlank()) {
            return Path.of(given).toAbsolutePath();
        }
        Path home = Path.of(System.getProperty("user.home"));
        if (Files.isDirectory(home) && Files.isWritable(home)) {
            return home.resolve(".cache").resolve("cuckoo");
        }
        return Path.of(System.getProperty("java.io.tmpdir"), "cuckoo-cache-" + System.getProperty("user.name"));
    }
}
