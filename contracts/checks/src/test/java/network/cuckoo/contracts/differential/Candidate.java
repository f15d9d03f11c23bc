package network.cuckoo.contracts.differential;

/** A registration; {@code nextCommission} counts from {@code nextAt}, 0 = no change waits. */
record Candidate(Kind kind, boolean registered, Account node, int commission, int nextCommission, long nextAt) {

    static final Candidate NONE = new Candidate(Kind.NONE, false, Account.NOBODY, 0, 0, 0);

    /** The registration with a commission applied whose time has come. */
    Candidate at(long now) {
        return nextAt != 0 && now >= nextAt ? withCommission(nextCommission, nextCommission, 0) : this;
    }

    /** A cut counts at once and cancels a rise, a rise waits until {@code riseAt}. */
    Candidate setCommission(int bps, long riseAt) {
        return bps <= commission ? withCommission(bps, bps, 0) : withCommission(commission, bps, riseAt);
    }

    Candidate withNode(Account newNode) {
        return new Candidate(kind, registered, newNode, commission, nextCommission, nextAt);
    }

    Candidate withRegistered(boolean nowRegistered) {
        return new Candidate(kind, nowRegistered, node, commission, nextCommission, nextAt);
    }

    private Candidate withCommission(int present, int next, long at) {
        return new Candidate(kind, registered, node, present, next, at);
    }
}
