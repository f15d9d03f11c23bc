package network.cuckoo.worker.node;

/** A login that must not be made, now or later: the coordinator is not the one expected, or asks for another signature. */
final class LoginStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    LoginStoppedException(String code, String message) {
        super(message);
        this.code = code;
    }

    MinerOutcome outcome() {
        return new MinerOutcome.Stopped(code, String.valueOf(getMessage()));
    }
}
