package network.cuckoo.keys;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A keystore file could not be read or written. Trying again with the same input does not help. */
public final class KeystoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Code {
        NO_SUCH_FILE,
        NOT_A_KEYSTORE,
        WRONG_PASSWORD,
        ALREADY_THERE,
        NOT_ACCESSIBLE
    }

    private final Code code;

    KeystoreException(Code code, Path file, String problem, @Nullable Throwable cause) {
        super("keystore " + file + ": " + problem, cause);
        this.code = code;
    }

    /** The stable code. */
    public Code code() {
        return code;
    }

    /** Never: file or password must change first. */
    public boolean retryable() {
        return false;
    }
}
