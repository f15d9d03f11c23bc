package network.cuckoo.cli.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where this user keeps what must not be lost and is no setting: signed transactions on their way. */
public final class StateFolder {
    private static final String VARIABLE = "CUCKOO_STATE_DIR";

    private StateFolder() {}

    /** {@code CUCKOO_STATE_DIR}, else {@code .local/state/cuckoo} in the user's home. */
    public static Path find() {
        return find(System.getenv());
    }

    /** The same, by another environment. */
    public static Path find(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(VARIABLE))
                .filter(given -> !given.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "state", "cuckoo"))
                .toAbsolutePath();
    }
}
