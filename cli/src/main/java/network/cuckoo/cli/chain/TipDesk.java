package network.cuckoo.cli.chain;

import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.Hash32;
import network.cuckoo.keys.NodeKey;

/** Sees to it that the chain knows a coordinator node and the tip of its hash chain. */
public final class TipDesk {
    private final ChainAccess chain;
    private final NetworkContracts contracts;

    public TipDesk(ChainAccess chain, NetworkContracts contracts) {
        this.chain = chain;
        this.contracts = contracts;
    }

    /**
     * Puts the tip on chain if another one, or none, is there.
     *
     * @return whether it had to
     * @throws CommandFailure if there is no staking contract, or the node is not an active coordinator there
     */
    public boolean ensure(NodeKey coordinatorNode, Hash32 tip) {
        ContractCheck.refuseMisfit(chain, contracts);
        Address owner = ownerOf(coordinatorNode);
        if (tipOf(coordinatorNode, owner).equals(tip)) {
            return false;
        }
        new StakeDesk(chain, contracts).setChainTip(coordinatorNode, tip);
        return true;
    }

    private Address ownerOf(NodeKey node) {
        CuckooStaking staking = new Sender(chain, contracts.chainId(), node).staking(contracts);
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

    private Hash32 tipOf(NodeKey node, Address owner) {
        var settlement = new Sender(chain, contracts.chainId(), node).settlement(contracts);
        return Hash32.of(ChainAccess.read(settlement.chainTip(owner.hex())));
    }
}
