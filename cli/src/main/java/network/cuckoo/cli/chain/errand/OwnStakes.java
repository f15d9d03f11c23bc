package network.cuckoo.cli.chain.errand;

import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;

/** What candidates lack of own stake. */
public final class OwnStakes {
    private final StakingReader reader;

    public OwnStakes(ChainAccess chain, NetworkContracts contracts) {
        this.reader = new StakingReader(chain, contracts);
    }

    /** What the owner must vote for itself so that the candidate is active; nothing if no vote helps or none is needed. */
    public Wei missing(OwnerAddress owner) {
        return reader.missingOwnStake(owner.address());
    }
}
