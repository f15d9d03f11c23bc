package network.cuckoo.cli.staking;

import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.ContractCheck;
import network.cuckoo.cli.chain.ContractOptions;
import network.cuckoo.cli.chain.NetworkContracts;
import picocli.CommandLine.Mixin;

/** Which network's contracts a command speaks to. */
final class NetworkOptions {
    @Mixin
    private ChainOptions chain = new ChainOptions();

    @Mixin
    private ContractOptions contracts = new ContractOptions();

    ChainAccess open() {
        return chain.open();
    }

    /** The contracts. @throws network.cuckoo.cli.CommandFailure if they are not on this chain */
    NetworkContracts on(ChainAccess access) {
        NetworkContracts named = contracts.on(access);
        ContractCheck.refuseMisfit(access, named);
        return named;
    }

    boolean json() {
        return chain.json();
    }
}
