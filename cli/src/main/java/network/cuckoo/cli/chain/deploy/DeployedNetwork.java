package network.cuckoo.cli.chain.deploy;

import java.util.List;
import java.util.Optional;
import network.cuckoo.cli.chain.Landed;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.domain.Address;

/**
 * What a deployment made.
 *
 * @param governor who changes the rules: a new CuckooGovernor, or the given one
 * @param transactions in their order
 */
public record DeployedNetwork(
        NetworkContracts contracts, Address governor, Optional<Address> faucet, List<Landed> transactions) {
    public DeployedNetwork {
        transactions = List.copyOf(transactions);
    }
}
