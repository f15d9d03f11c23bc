package network.cuckoo.worker.node;

/** A coordinator asked this node to sign something other than its own login there. Not worth another try. */
final class ChallengeRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ChallengeRefusedException(String message) {
        super(message);
    }
}
