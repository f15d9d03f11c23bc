package network.cuckoo.worker.bundle;

/** A model bundle can't be used: a file is missing, differs from its manifest, or is malformed. Trying again doesn't help. */
public final class BundleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BundleException(String message) {
        super(message);
    }

    public BundleException(String message, Throwable cause) {
        super(message, cause);
    }
}
