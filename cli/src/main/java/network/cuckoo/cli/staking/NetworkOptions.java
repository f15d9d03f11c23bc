package network.cuckoo.cli.staking;

import java.util.Optional;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.ContractCheck;
import network.cuckoo.cli.chain.ContractOptions;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.domain.Address;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which network's contracts a command speaks to. */
final class NetworkOptions {
    @Mixin
    private ChainOptions chain = new ChainOptions();

    @Mixin
    private ContractOptions contracts = new ContractOptions();

    @Option(
            names = "--governor",
            paramLabel = "ADDRESS",
            description = "refuse a network that another governor rules (default: whichever the contract names)")
    private Optional<Address> governor = Optional.empty();

    ChainAccess open() {
        return chain.open();
    }

    /** The contracts. @throws CommandFailure if they are not on this chain */
    NetworkContracts on(ChainAccess access) {
        NetworkContracts named = named(access);
        ContractCheck.refuseMisfit(access, named);
        governor.ifPresent(wanted -> ContractCheck.refuseOtherGovernor(access, named, wanted));
        return named;
    }

    private NetworkContracts named(ChainAccess access) {
        try {
            return contracts.on(access);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    boolean json() {
        return chain.json();
    }
}
