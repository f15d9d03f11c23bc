package network.cuckoo.cli.staking;

import java.util.Optional;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.ContractCheck;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which network's contracts a command speaks to. */
final class NetworkOptions {
    @Mixin
    private ChainOptions chain = new ChainOptions();

    @Option(names = "--staking", required = true, paramLabel = "ADDRESS", description = "the staking contract")
    private Address staking = Address.ZERO;

    @Option(names = "--settlement", required = true, paramLabel = "ADDRESS", description = "the settlement contract")
    private Address settlement = Address.ZERO;

    @Option(
            names = "--governor",
            paramLabel = "ADDRESS",
            description = "refuse a network that another governor rules (default: whichever the contract names)")
    private Optional<Address> governor = Optional.empty();

    @Option(
            names = "--start-block",
            defaultValue = "0",
            paramLabel = "N",
            description = "a block before the contracts' first event (default: ${DEFAULT-VALUE})")
    private long startBlock;

    ChainAccess open() {
        return chain.open();
    }

    /** The contracts. @throws network.cuckoo.cli.CommandFailure if they are not on this chain */
    NetworkContracts on(ChainAccess access) {
        var contracts = new NetworkContracts(access.chainId(), staking, settlement, new BlockNumber(startBlock));
        ContractCheck.refuseMisfit(access, contracts);
        governor.ifPresent(wanted -> ContractCheck.refuseOtherGovernor(access, contracts, wanted));
        return contracts;
    }

    boolean json() {
        return chain.json();
    }
}
