package network.cuckoo.domain;

/** What an owner registers as; the number is that of the contract's {@code enum Kind}. */
public enum CandidateKind {
    MINER(1),
    COORDINATOR(2);

    private final int number;

    CandidateKind(int number) {
        this.number = number;
    }

    /** The value of the contract's enum. */
    public int number() {
        return number;
    }

    /**
     * The kind with this number.
     *
     * @throws IllegalArgumentException if there is none (0 means not registered)
     */
    public static CandidateKind of(int number) {
        return switch (number) {
            case 1 -> MINER;
            case 2 -> COORDINATOR;
            default -> throw new IllegalArgumentException("no kind of candidate has the number " + number);
        };
    }
}
