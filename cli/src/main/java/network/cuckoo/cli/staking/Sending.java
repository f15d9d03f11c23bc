package network.cuckoo.cli.staking;

import java.util.Optional;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.cli.chain.errand.Errand;
import network.cuckoo.cli.key.AccountOptions;
import network.cuckoo.domain.Address;
import network.cuckoo.keys.NodeKey;
import picocli.CommandLine.Mixin;

/** What every command that sends takes: which network, whose key, how. */
final class Sending {
    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private AccountOptions account = new AccountOptions();

    @Mixin
    private SendOptions options = new SendOptions();

    /** Looks at the chain and says what is to be done by the account. */
    interface Maker {
        Errand make(ChainAccess chain, NetworkContracts contracts, Address account);
    }

    /** Runs the errand. @return the exit code */
    int run(Maker maker) {
        return run(Optional.empty(), maker);
    }

    /**
     * Runs an errand that the chain refuses once it is done.
     *
     * @param purpose what names it, the same for a command that is run again; network and account are added
     * @return the exit code
     */
    int run(String purpose, Maker maker) {
        return run(Optional.of(purpose), maker);
    }

    private int run(Optional<String> purpose, Maker maker) {
        NodeKey key = account.open();
        try (ChainAccess chain = network.open()) {
            NetworkContracts contracts = network.on(chain);
            return new ErrandRun(chain, key, options, network.json())
                    .run(
                            purpose.map(words -> words + " by " + key.address() + " at " + contracts.staking() + " and "
                                    + contracts.settlement()),
                            () -> maker.make(chain, contracts, key.address()));
        }
    }
}
