package network.cuckoo.cli.chain;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;

/** Where the program of the local chain lies: among the npm tools that the build installs. */
public final class AnvilBinary {
    private AnvilBinary() {}

    /**
     * The program for this machine.
     *
     * @param given one named by hand
     * @param home the checkout
     * @throws CommandFailure if there is none; says what to do
     */
    public static Path find(Optional<Path> given, Path home) {
        Path binary = given.orElseGet(
                () -> home.resolve("contracts/node_modules/@foundry-rs/anvil-" + platform() + "/bin/anvil"));
        if (!Files.isExecutable(binary)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the local chain's program (anvil) is not at " + binary
                            + "; build the contracts once (mvn -pl contracts package), name another with --anvil, or use --rpc-url");
        }
        return binary;
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        return system + "-" + processor;
    }
}
