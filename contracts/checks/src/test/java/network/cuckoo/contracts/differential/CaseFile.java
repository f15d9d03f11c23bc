package network.cuckoo.contracts.differential;

import java.math.BigInteger;

/** An accusation, as the chain's {@code Case}. */
record CaseFile(
        Account candidate,
        Account proposer,
        BigInteger bondWei,
        Bytes32 digest,
        int bps,
        long openedAt,
        long decidedAt,
        long deadline,
        Status status,
        boolean answered) {

    static final CaseFile NONE =
            new CaseFile(Account.NOBODY, Account.NOBODY, BigInteger.ZERO, Bytes32.ZERO, 0, 0, 0, 0, Status.NONE, false);

    CaseFile answer() {
        return new CaseFile(candidate, proposer, bondWei, digest, bps, openedAt, decidedAt, deadline, status, true);
    }

    CaseFile decide(int decidedBps, long now) {
        var next = decidedBps == 0 ? Status.REJECTED : Status.DECIDED;
        return new CaseFile(candidate, proposer, bondWei, digest, decidedBps, openedAt, now, deadline, next, answered);
    }

    CaseFile end(Status end) {
        return new CaseFile(candidate, proposer, bondWei, digest, bps, openedAt, decidedAt, deadline, end, answered);
    }

    boolean isOpen() {
        return status == Status.PROPOSED || status == Status.DECIDED;
    }
}
