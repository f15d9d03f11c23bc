package network.cuckoo.cli.key;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.settings.Secrets;
import network.cuckoo.keys.Keystore;
import network.cuckoo.keys.NodeKey;
import network.cuckoo.keys.Password;

/**
 * Where an account's key comes from: a keystore file, or an environment variable that holds it in hex.
 *
 * @param prefix of the options' names: empty, or e.g. {@code owner-}
 * @param variable the environment variable's name, not the key
 */
public record KeySource(String prefix, Optional<Path> file, Optional<Path> passwordFile, Optional<String> variable) {
    private static final String ANY_PASSWORD = "CUCKOO_KEY_PASSWORD";

    /**
     * Opens it.
     *
     * @throws CommandFailure if there is none or there are two, or the variable holds no key
     * @throws network.cuckoo.keys.KeystoreException if the file is missing, or the password is wrong
     */
    public NodeKey open() {
        if (file.isPresent() == variable.isPresent()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    (file.isPresent() ? "two keys are named" : "no key is named") + ": give --" + prefix
                            + "key-file FILE (a keystore) or --" + prefix
                            + "private-key-env NAME (an environment variable that holds it in hex)");
        }
        return file.map(this::fromFile).orElseGet(() -> fromVariable(variable.orElseThrow()));
    }

    private NodeKey fromFile(Path keystore) {
        String own =
                "CUCKOO_" + (prefix + "key-password").toUpperCase(Locale.ROOT).replace('-', '_');
        var password = Secrets.find(passwordFile, own)
                .orElseGet(() -> Secrets.need(
                        "the password of " + keystore,
                        Optional.empty(),
                        "--" + prefix + "key-password-file",
                        ANY_PASSWORD));
        return Keystore.read(keystore, new Password(password.reveal()));
    }

    private static NodeKey fromVariable(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new CommandFailure(ExitCode.USAGE, "the environment variable " + name + " is not set");
        }
        try {
            return NodeKey.parse(value);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "the environment variable " + name + " holds no key: " + e.getMessage(), e);
        }
    }
}
