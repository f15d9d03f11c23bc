package network.cuckoo.worker.node;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.NodeAddress;

/**
 * The coordinator that a miner works for.
 *
 * @param addresses where its API answers, in order of preference; one that can't be reached is left for the next
 * @param loginDomain what its login challenges must name; empty for host and port of the address
 * @param node its node address, if the miner insists on one
 * @param staking its staking contract, if the miner insists on one
 */
public record CoordinatorTarget(
        List<URI> addresses, Optional<String> loginDomain, Optional<NodeAddress> node, Optional<Address> staking) {
    public CoordinatorTarget {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("no coordinator address");
        }
        addresses.forEach(CoordinatorTarget::check);
    }

    /** The coordinator at this address, whoever it is. */
    public static CoordinatorTarget at(URI address) {
        return new CoordinatorTarget(List.of(address), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static void check(URI address) {
        boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!http || address.getHost() == null) {
            throw new IllegalArgumentException("not an http or https address: " + address);
        }
        if (address.getRawUserInfo() != null || address.getRawQuery() != null || address.getRawFragment() != null) {
            throw new IllegalArgumentException("user, query and fragment have no place in it: " + address);
        }
    }
}
