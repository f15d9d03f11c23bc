package network.cuckoo.cli.key;

import java.nio.file.Path;
import java.util.Optional;
import network.cuckoo.cli.settings.Secrets;
import network.cuckoo.keys.Keystore;
import network.cuckoo.keys.NodeKey;
import network.cuckoo.keys.Password;
import picocli.CommandLine.Option;

/** The key that a process signs with. */
public final class KeyOptions {
    private static final String PASSWORD = "CUCKOO_KEY_PASSWORD";

    @Option(
            names = "--key-file",
            required = true,
            paramLabel = "FILE",
            description = "keystore file (JSON, version 3) with the node's key")
    private Path keyFile = Path.of("");

    @Option(
            names = "--key-password-file",
            paramLabel = "FILE",
            description = "file with the keystore's password; else CUCKOO_KEY_PASSWORD")
    private Optional<Path> keyPasswordFile = Optional.empty();

    /** Opens the key file. @throws network.cuckoo.keys.KeystoreException if it is missing, or the password is wrong */
    public NodeKey open() {
        return Keystore.read(keyFile, password());
    }

    Path file() {
        return keyFile;
    }

    Password password() {
        return new Password(Secrets.need("the key's password", keyPasswordFile, "--key-password-file", PASSWORD)
                .reveal());
    }
}
