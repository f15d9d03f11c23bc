package network.cuckoo.cli.chain.errand;

import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.Bindings;
import network.cuckoo.cli.chain.Call;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;

/** Putting the tip of a coordinator's hash chain on chain; by its node. */
public final class TipErrands {
    private final ChainAccess chain;
    private final NetworkContracts contracts;
    private final NodeBook nodes;
    private final TipBook tips;

    public TipErrands(ChainAccess chain, NetworkContracts contracts) {
        this.chain = chain;
        this.contracts = contracts;
        this.nodes = new NodeBook(chain, contracts);
        this.tips = new TipBook(chain, contracts);
    }

    /**
     * Commits to a hash chain.
     *
     * @param replace whether another tip may give way to this one
     * @throws CommandFailure if the sender is no coordinator's node, the tip stands already, or another one does
     */
    public Errand set(Address node, Hash32 tip, boolean replace) {
        Address owner = nodes.coordinatorOf(node).owner();
        Hash32 standing = tips.standing(owner);
        if (standing.equals(tip)) {
            throw new CommandFailure(ExitCode.REFUSED, "this tip stands already for coordinator " + owner);
        }
        if (!replace && !standing.equals(Hash32.ZERO)) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "another tip stands for coordinator " + owner + ", " + standing
                            + "; --replace-tip puts this one in its place, and epochs under the old one can't be revealed then");
        }
        var errand = new Errand("tip-set")
                .note("commits coordinator " + owner + " to the hash chain with the tip " + tip
                        + ", for the rest of the epoch in which it gets into a block and the ones after it")
                .fact("coordinator", owner)
                .fact("tip", tip.hex());
        if (!standing.equals(Hash32.ZERO)) {
            errand.note("replaces the tip " + standing + ", revealed up to epoch "
                            + tips.revealed(owner).epoch() + ": later epochs under it can't be revealed any more")
                    .fact("oldTip", standing.hex());
        }
        return errand.call(setting(chain, contracts, node, tip));
    }

    /** The call alone. */
    static Call setting(ChainAccess chain, NetworkContracts contracts, Address node, Hash32 tip) {
        var settlement = Bindings.settlement(chain, contracts.settlement());
        return Call.of("setting the chain tip by " + node, contracts.settlement(), settlement.setChainTip(tip.bytes()));
    }
}
