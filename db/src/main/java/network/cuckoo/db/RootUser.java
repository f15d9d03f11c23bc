package network.cuckoo.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Postgres refuses to run as root. In a user namespace without a mapping the same process is root to nobody, and files stay ours. */
final class RootUser {
    private static final int ROOT = 0;

    private RootUser() {}

    /** What to put before a command: nothing for a normal user. */
    static List<String> commandPrefix() throws IOException {
        Path self = Path.of("/proc/self");
        boolean root = Files.exists(self) && ((Integer) Files.getAttribute(self, "unix:uid")) == ROOT;
        return root ? List.of("unshare", "-U") : List.of();
    }
}
