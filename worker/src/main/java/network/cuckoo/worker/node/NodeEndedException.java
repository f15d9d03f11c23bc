package network.cuckoo.worker.node;

/** Unwinds a thread of a node that has ended; the reason is in {@link NodeLife}. */
final class NodeEndedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NodeEndedException() {
        super("the miner node has ended", null, false, false);
    }
}
