package network.cuckoo.cli.chain.errand;

import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.CandidateKind;

/** Who may accuse whom (Cases.sol, CuckooGovernor.sol): told before anything is said of the bond. */
final class Accusers {
    private final ChainAccess chain;
    private final StakingReader reader;

    Accusers(ChainAccess chain, StakingReader reader) {
        this.chain = chain;
        this.reader = reader;
    }

    /**
     * In whose name this sender accuses: its own, or the governor's for its council.
     *
     * @throws CommandFailure if the sender may not accuse this candidate, or not yet
     */
    Address accuser(Address sender, Address accused) {
        Address accuser = nameOf(sender);
        if (accuser.equals(accused)) {
            throw CommandFailure.refusedByContract(accused + " can't accuse itself", "NotAllowed");
        }
        if (reader.candidate(accused).kind.signum() == 0) {
            throw CommandFailure.refusedByContract(
                    accused + " never registered as a miner or coordinator" + nodeHint(accused, "name"),
                    "NotRegistered");
        }
        Moments moments = reader.moments();
        long from = ChainAccess.read(reader.binding().accusableFrom(accuser.hex(), accused.hex()))
                .longValueExact();
        if (from > moments.now()) {
            throw CommandFailure.refusedByContract(
                    accuser + " may accuse " + accused + " again from " + moments.at(from)
                            + " on; an open case that ends sooner brings that nearer",
                    "AccusationTooSoon");
        }
        return accuser;
    }

    private Address nameOf(Address sender) {
        Address governor = reader.governor();
        if (Council.memberOf(chain, governor, sender)) {
            refuseArbiter(sender);
            return governor;
        }
        CuckooStaking.Candidate candidate = reader.candidate(sender);
        boolean coordinator = candidate.kind.intValueExact() == CandidateKind.COORDINATOR.number();
        if (sender.equals(governor) || (coordinator && candidate.active)) {
            return sender;
        }
        throw CommandFailure.refusedByContract(
                sender + " may not accuse anybody: "
                        + (coordinator
                                ? "this coordinator is inactive"
                                : "only the owner of an active coordinator may, and a member of the governor's council"
                                        + nodeHint(sender, "use the key of")),
                "NotAllowed");
    }

    private void refuseArbiter(Address sender) {
        if (sender.equals(Address.parse(reader.governance().arbiter))) {
            throw CommandFailure.refusedByContract(
                    sender + " is of the council, but the arbiter too, who decides cases and brings none",
                    "NotAllowed");
        }
    }

    private String nodeHint(Address address, String what) {
        Address owner = reader.nodeOwner(address);
        return owner.equals(Address.ZERO) ? "" : "; it is the node of " + owner + ": " + what + " the owner";
    }
}
