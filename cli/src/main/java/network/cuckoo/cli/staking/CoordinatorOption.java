package network.cuckoo.cli.staking;

import network.cuckoo.domain.Address;
import picocli.CommandLine.Option;

/** Which coordinator. */
final class CoordinatorOption {
    @Option(names = "--coordinator", required = true, paramLabel = "ADDRESS", description = "the coordinator's owner")
    private Address coordinator = Address.ZERO;

    Address address() {
        return coordinator;
    }
}
