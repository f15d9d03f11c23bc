package network.cuckoo.indexer;

/** What is asked for can't be indexed, and waiting does not help: another chain, no contract, a database about something else. */
public final class IndexerRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IndexerRefusal(String message) {
        super(message);
    }

    public IndexerRefusal(String message, Throwable cause) {
        super(message, cause);
    }
}
