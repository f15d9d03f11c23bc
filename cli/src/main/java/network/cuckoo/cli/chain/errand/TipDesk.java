package network.cuckoo.cli.chain.errand;

import java.nio.file.Path;
import java.util.Optional;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.ContractCheck;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.domain.Address;
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
        Hash32 standing = new TipBook(chain, contracts).standing(owner);
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
        Optional<NodeBook.Coordinator> coordinator =
                new NodeBook(chain, contracts).findCoordinator(node.address()).filter(NodeBook.Coordinator::active);
        return coordinator
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "the key's address " + node.address()
                                + " is not the node of an active coordinator in the staking contract "
                                + contracts.staking()))
                .owner();
    }
}
