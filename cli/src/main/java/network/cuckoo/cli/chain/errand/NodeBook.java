package network.cuckoo.cli.chain.errand;

import java.util.Optional;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.CandidateKind;

/** Whose nodes are whose. */
final class NodeBook {
    private final StakingReader reader;

    NodeBook(ChainAccess chain, NetworkContracts contracts) {
        this.reader = new StakingReader(chain, contracts);
    }

    /** A coordinator behind its node. */
    record Coordinator(Address owner, boolean active) {}

    /** The coordinator whose present node this is, if there is one. */
    Optional<Coordinator> findCoordinator(Address node) {
        Address owner = reader.nodeOwner(node);
        CuckooStaking.Candidate candidate = reader.candidate(owner);
        boolean itsNode =
                isCoordinator(candidate) && Address.parse(candidate.node).equals(node);
        return itsNode ? Optional.of(new Coordinator(owner, candidate.active)) : Optional.empty();
    }

    /** The coordinator whose present node this is. @throws CommandFailure if there is none */
    Coordinator coordinatorOf(Address node) {
        return findCoordinator(node)
                .orElseThrow(() -> CommandFailure.refusedByContract(
                        node + " is not the present node of a coordinator"
                                + (isCoordinator(reader.candidate(node))
                                        ? ", but an owner: its node's key sends this"
                                        : ""),
                        "NotCoordinatorNode"));
    }

    private static boolean isCoordinator(CuckooStaking.Candidate candidate) {
        return candidate.kind.intValueExact() == CandidateKind.COORDINATOR.number();
    }
}
