package network.cuckoo.worker.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import network.cuckoo.domain.Hash32;

/** SHA-256 of bytes and files. */
public final class Sha256 {
    private Sha256() {}

    public static Hash32 of(byte[] bytes) {
        return Hash32.of(digest().digest(bytes));
    }

    /** The hash of a file of less than 2 GiB, through a memory map. @throws UncheckedIOException if it can't be read */
    public static Hash32 ofFile(Path file) {
        try (var channel = FileChannel.open(file)) {
            var digest = digest();
            digest.update(channel.map(MapMode.READ_ONLY, 0, channel.size()));
            return Hash32.of(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file, e);
        }
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
