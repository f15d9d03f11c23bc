package network.cuckoo.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import network.cuckoo.keys.Keystore.Strength;
import network.cuckoo.keys.KeystoreException.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeystoreTest {
    private static final NodeKey KEY =
            NodeKey.parse("7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d");
    private static final Password PASSWORD = new Password("testpassword");
    /** The test vectors of the Web3 Secret Storage definition, one for each key derivation. */
    private static final String PBKDF2 = """
            {"crypto":{"cipher":"aes-128-ctr","cipherparams":{"iv":"6087dab2f9fdbbfaddc31a909735c1e6"},
            "ciphertext":"5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46","kdf":"pbkdf2",
            "kdfparams":{"c":262144,"dklen":32,"prf":"hmac-sha256",
            "salt":"ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd"},
            "mac":"517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2"},
            "id":"3198bc9c-6672-5ab3-d995-4942343ae5b6","version":3}
            """;

    @TempDir
    Path folder;

    @Test
    void read_givesTheKeyThatWasWritten() {
        Path file = written();
        assertThat(Keystore.read(file, PASSWORD).revealHex()).isEqualTo(KEY.revealHex());
        assertThat(Keystore.addressIn(file)).isEqualTo(KEY.address());
    }

    @Test
    void write_letsOnlyTheOwnerRead() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written())))
                .isEqualTo("rw-------");
    }

    @Test
    void read_opensTheSpecificationsOwnFile() throws IOException {
        assertThat(Keystore.read(file(PBKDF2), PASSWORD).revealHex()).isEqualTo(KEY.revealHex());
    }

    @Test
    void write_neverOverwrites() {
        Path file = written();
        NodeKey other = NodeKey.parse("0x" + "11".repeat(32));
        refused(Code.ALREADY_THERE, () -> Keystore.write(file, PASSWORD, other, Strength.LIGHT));
        assertThat(Keystore.addressIn(file)).isEqualTo(KEY.address());
    }

    @Test
    void write_saysSo_whenTheFolderIsMissing() {
        Path file = folder.resolve("no/such/folder/key.json");
        refused(Code.NOT_ACCESSIBLE, () -> Keystore.write(file, PASSWORD, KEY, Strength.LIGHT));
    }

    @Test
    void read_saysSo_whenThePasswordIsWrong() {
        Path file = written();
        refused(Code.WRONG_PASSWORD, () -> Keystore.read(file, new Password("Testpassword")));
    }

    @Test
    void read_saysSo_whenThereIsNoFile() {
        refused(Code.NO_SUCH_FILE, () -> Keystore.read(folder.resolve("none.json"), PASSWORD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "not json",
                "{\"version\":3}",
                "{\"version\":1,\"crypto\":{}}",
                "{\"version\":3,\"crypto\":{}}",
                "{\"version\":3,\"crypto\":{\"cipher\":\"aes-128-ctr\"}}",
                "{\"version\":3,\"crypto\":{\"cipher\":\"none\",\"kdf\":\"scrypt\"}}"
            })
    void read_saysSo_whenTheFileIsNoKeystore(String content) throws IOException {
        Path file = file(content);
        refused(Code.NOT_A_KEYSTORE, () -> Keystore.read(file, PASSWORD));
    }

    @Test
    void addressIn_saysSo_whenNoAddressIsNamed() throws IOException {
        Path file = file(PBKDF2);
        refused(Code.NOT_A_KEYSTORE, () -> Keystore.addressIn(file));
    }

    private Path written() {
        Path file = folder.resolve("key.json");
        Keystore.write(file, PASSWORD, KEY, Strength.LIGHT);
        return file;
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("given.json"), content);
    }

    private static void refused(Code code, Runnable action) {
        assertThatExceptionOfType(KeystoreException.class)
                .isThrownBy(action::run)
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e).message().startsWith("keystore ").doesNotContain(PASSWORD.value());
                });
    }
}
