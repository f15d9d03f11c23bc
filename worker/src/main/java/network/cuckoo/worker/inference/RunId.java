package network.cuckoo.worker.inference;

/** Names one run within an inference process; callers use the id of the lease that the run serves. */
public record RunId(String value) {
    public RunId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a run's id is empty");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
