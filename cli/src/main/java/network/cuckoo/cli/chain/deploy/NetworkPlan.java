package network.cuckoo.cli.chain.deploy;

import java.util.Optional;

/** A network to be. */
public record NetworkPlan(NetworkTerms terms, Roles roles, Optional<FaucetTerms> faucet) {
    /** @throws IllegalArgumentException if roles and terms don't fit together */
    public NetworkPlan {
        roles.refuseMisfit(terms);
    }
}
