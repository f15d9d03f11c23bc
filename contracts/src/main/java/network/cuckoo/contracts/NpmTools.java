package network.cuckoo.contracts;

import java.nio.file.Files;
import java.nio.file.Path;

/** The programs that npm installed, pinned by the lock file, into the repository's {@code contracts} folder. */
public final class NpmTools {

    private final Path contractsFolder;

    private NpmTools(Path contractsFolder) {
        this.contractsFolder = contractsFolder;
    }

    /** The tools of a checkout; {@code contractsFolder} is the one that holds {@code package-lock.json}. */
    public static NpmTools inFolder(Path contractsFolder) {
        return new NpmTools(contractsFolder.toAbsolutePath().normalize());
    }

    /**
     * The anvil binary, a local chain that needs no Node to run.
     *
     * @throws NpmToolsMissingException if this platform has none or the tools aren't installed
     */
    public Path anvil() {
        return binary("anvil", System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    Path binary(String tool, String system, String architecture) {
        if (!system.equals("Linux") || !architecture.equals("amd64")) {
            throw new NpmToolsMissingException(
                    "%s is pinned for Linux on x86-64 only; this is %s on %s".formatted(tool, system, architecture));
        }
        var binary = contractsFolder.resolve("node_modules/@foundry-rs/%s-linux-amd64/bin/%s".formatted(tool, tool));
        if (!Files.isExecutable(binary)) {
            throw new NpmToolsMissingException("%s is not installed: there is no program at %s. Run %s"
                    .formatted(tool, binary, contractsFolder.resolve("scripts/install-tools.sh")));
        }
        return binary;
    }
}
