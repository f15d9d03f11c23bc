package network.cuckoo.contracts;

/** A program that npm should have installed isn't there; the message says which, where, and how to get it. */
public final class NpmToolsMissingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NpmToolsMissingException(String message) {
        super(message);
    }
}
