package network.cuckoo.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.hash.AbiEncoder;
import network.cuckoo.keys.KeystoreException.Code;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Wallet;
import org.web3j.crypto.WalletFile;
import org.web3j.crypto.exception.CipherException;

/** Keystore files: JSON, version 3 of Web3 Secret Storage, as geth and MetaMask read and write them. Only the owner may read the file. */
public final class Keystore {
    private static final String OWNER_ONLY = "rw-------";
    private static final int VERSION = 3;
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    /** How hard the password is to guess, and how long each opening takes. */
    public enum Strength {
        /** scrypt with n = 262,144: 256 MiB and about a second. For keys worth something. */
        STANDARD,
        /** scrypt with n = 4,096: 4 MiB and some milliseconds. For demo networks and tests. */
        LIGHT
    }

    private Keystore() {}

    /**
     * Writes a key into a new file of mode 600, in an existing folder.
     *
     * @throws KeystoreException if the file is there already or can't be written
     */
    public static void write(Path file, Password password, NodeKey key, Strength strength) {
        try {
            writeNew(file, ByteBuffer.wrap(JSON.writeValueAsBytes(encrypt(password, key, strength))));
        } catch (FileAlreadyExistsException e) {
            throw new KeystoreException(Code.ALREADY_THERE, file, "is there already; keys are never overwritten", e);
        } catch (IOException e) {
            throw new KeystoreException(Code.NOT_ACCESSIBLE, file, "can't be written: " + e, e);
        }
    }

    /**
     * Opens a file.
     *
     * @throws KeystoreException if there is no such file, it is no keystore, or the password is wrong
     */
    public static NodeKey read(Path file, Password password) {
        WalletFile wallet = parse(file);
        try {
            return NodeKey.parse(hex(Wallet.decrypt(password.value(), wallet)));
        } catch (CipherException e) {
            boolean wrongPassword = String.valueOf(e.getMessage()).contains("Invalid password");
            throw wrongPassword
                    ? new KeystoreException(Code.WRONG_PASSWORD, file, "the password is wrong", e)
                    : new KeystoreException(Code.NOT_A_KEYSTORE, file, "can't be decrypted: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new KeystoreException(Code.NOT_A_KEYSTORE, file, "is damaged: " + e, e);
        }
    }

    /**
     * The address that the file claims to hold the key of, without a password.
     *
     * @throws KeystoreException if there is no such file, it is no keystore, or it names no address
     */
    public static Address addressIn(Path file) {
        String address = parse(file).getAddress();
        if (address == null) {
            throw new KeystoreException(Code.NOT_A_KEYSTORE, file, "names no address", null);
        }
        try {
            return Address.parse(address.startsWith("0x") ? address : "0x" + address);
        } catch (IllegalArgumentException e) {
            throw new KeystoreException(Code.NOT_A_KEYSTORE, file, "names no address: " + address, e);
        }
    }

    /** The file is the owner's from its first byte on, and on the disk when this returns. */
    private static void writeNew(Path file, ByteBuffer content) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY));
        try (FileChannel channel = FileChannel.open(file, options, ownerOnly)) {
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
    }

    private static WalletFile parse(Path file) {
        try {
            WalletFile wallet = JSON.readValue(Files.readAllBytes(file), WalletFile.class);
            if (wallet == null || wallet.getVersion() != VERSION || wallet.getCrypto() == null) {
                throw new KeystoreException(Code.NOT_A_KEYSTORE, file, "is not a keystore of version 3", null);
            }
            return wallet;
        } catch (NoSuchFileException e) {
            throw new KeystoreException(Code.NO_SUCH_FILE, file, "there is no such file", e);
        } catch (JsonProcessingException e) {
            throw new KeystoreException(Code.NOT_A_KEYSTORE, file, "is not a keystore (JSON, version 3)", e);
        } catch (IOException e) {
            throw new KeystoreException(Code.NOT_ACCESSIBLE, file, "can't be read: " + e, e);
        }
    }

    private static WalletFile encrypt(Password password, NodeKey key, Strength strength) {
        ECKeyPair pair = Credentials.create(key.revealHex()).getEcKeyPair();
        try {
            return switch (strength) {
                case STANDARD -> Wallet.createStandard(password.value(), pair);
                case LIGHT -> Wallet.createLight(password.value(), pair);
            };
        } catch (CipherException e) {
            throw new IllegalStateException("scrypt or AES is missing from this JDK", e);
        }
    }

    private static String hex(ECKeyPair pair) {
        return HexFormat.of().formatHex(AbiEncoder.word(pair.getPrivateKey()));
    }
}
