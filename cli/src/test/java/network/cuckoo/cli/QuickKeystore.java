package network.cuckoo.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import network.cuckoo.keys.NodeKey;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Wallet;
import org.web3j.crypto.exception.CipherException;

/** Keystores that open at once: of the same form as all, with a password that is no work to try. */
final class QuickKeystore {
    private static final int SCRYPT_N = 2;
    private static final int SCRYPT_P = 1;

    private QuickKeystore() {}

    static void write(Path file, String password, NodeKey key) {
        try {
            var pair = Credentials.create(key.revealHex()).getEcKeyPair();
            Files.write(
                    file,
                    new ObjectMapper().writeValueAsBytes(Wallet.create(password, pair, SCRYPT_N, SCRYPT_P)),
                    StandardOpenOption.CREATE_NEW);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (CipherException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
