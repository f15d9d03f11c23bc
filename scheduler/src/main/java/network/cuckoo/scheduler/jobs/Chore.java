package network.cuckoo.scheduler.jobs;

/** Something that is done again and again, as a JobRunr job. */
public enum Chore {
    /** A round of assignments. */
    ROUND("round"),
    /** Rounds for as long as they are asked for: one job serves many wakes. */
    ROUNDS("rounds"),
    /** Ends leases whose time is up. */
    SWEEP("sweep"),
    /** Reveals the secrets of epochs that are over. */
    REVEAL("reveal secrets");

    private final String label;

    Chore(String label) {
        this.label = label;
    }

    /** Its name on the dashboard. */
    public String label() {
        return label;
    }
}
