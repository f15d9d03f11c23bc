package network.cuckoo.cli.key;

import java.nio.file.Path;
import java.util.Optional;
import network.cuckoo.keys.NodeKey;
import picocli.CommandLine.Option;

/** The account that sends and pays. Its key comes from a file or the environment, never from the command line itself. */
public final class AccountOptions {
    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "keystore (JSON, version 3, as geth and MetaMask write it) of the account that sends")
    private Optional<Path> keyFile = Optional.empty();

    @Option(
            names = "--key-password-file",
            paramLabel = "FILE",
            description = "file with the keystore's password; else CUCKOO_KEY_PASSWORD")
    private Optional<Path> keyPasswordFile = Optional.empty();

    @Option(
            names = "--private-key-env",
            paramLabel = "NAME",
            description = "instead of a file: name of an environment variable that holds the key in hex")
    private Optional<String> privateKeyEnv = Optional.empty();

    /** Opens the key; see {@link KeySource#open}. */
    public NodeKey open() {
        return new KeySource("", keyFile, keyPasswordFile, privateKeyEnv).open();
    }
}
