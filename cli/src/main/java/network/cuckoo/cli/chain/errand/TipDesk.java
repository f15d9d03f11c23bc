package network.cuckoo.cli.chain.errand;

import java.nio.file.Path;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.Bindings;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.ContractCheck;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.Hash32;
import network.cuckoo.keys.NodeKey;

/** Sees to it that the chain knows a coordinator node and the tip of its hash chain. */
public final class TipDesk {
    private final ChainAccess chain;
    private final NetworkContracts contracts;
    private final Path outbox;

    /** @param outbox folder of signed transactions */
    public TipDesk(ChainAccess chain, NetworkContracts contracts, Path outbox) {
        this.chain = chain;
        this.contracts = contracts;
        this.outbox = outbox;
    }

    /**
     * Checks that {@link #ensure} would do its work, and sends nothing.
     *
     * @throws CommandFailure as {@link #ensure} does
     */
    public void check(NodeKey coordinatorNode, Hash32 tip, boolean replace) {
        isThere(coordinatorNode, tip, replace);
    }

    /**
     * Puts the tip on chain if none is there.
     *
     * @param replace whether another tip may give way to this one
     * @return whether it had to
     * @throws CommandFailure if there is no staking contract, the node is not an active coordinator there, or another tip stands
     */
    public boolean ensure(NodeKey coordinatorNode, Hash32 tip, boolean replace) {
        if (isThere(coordinatorNode, tip, replace)) {
            return false;
        }
        new StakeDesk(chain, contracts, outbox).setChainTip(coordinatorNode, tip);
        return true;
    }

    private boolean isThere(NodeKey coordinatorNode, Hash32 tip, boolean replace) {
        ContractCheck.refuseMisfit(chain, contracts);
        Address owner = ownerOf(coordinatorNode);
        Hash32 standing = tipOf(owner);
        if (standing.equals(tip)) {
            return true;
        }
        if (!replace && !standing.equals(Hash32.ZERO)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the chain holds another hash chain's tip, " + standing + ", and this one's is " + tip
                            + ": --secret-file must name the file that this coordinator ran with before. If that is lost,"
                            + " --replace-tip begins anew with this one; epochs under the old tip can't be revealed then");
        }
        return false;
    }

    private Address ownerOf(NodeKey node) {
        CuckooStaking staking = Bindings.staking(chain, contracts.staking());
        Address owner =
                Address.parse(ChainAccess.read(staking.nodeOwner(node.address().hex())));
        CuckooStaking.Candidate candidate = ChainAccess.read(staking.candidates(owner.hex()));
        boolean coordinator = candidate.kind.intValueExact() == CandidateKind.COORDINATOR.number();
        if (!coordinator || !candidate.active || !Address.parse(candidate.node).equals(node.address())) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the key's address " + node.address()
                            + " is not the node of an active coordinator in the staking contract "
                            + contracts.staking());
        }
        return owner;
    }

    private Hash32 tipOf(Address owner) {
        var settlement = Bindings.settlement(chain, contracts.settlement());
        return Hash32.of(ChainAccess.read(settlement.chainTip(owner.hex())));
    }
}
