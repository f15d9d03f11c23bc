package network.cuckoo.cli.chain;

import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import picocli.CommandLine.Option;

/** Where a network's contracts are. */
public final class ContractOptions {
    @Option(names = "--staking", required = true, paramLabel = "ADDRESS", description = "the staking contract")
    private Address staking = Address.ZERO;

    @Option(names = "--settlement", required = true, paramLabel = "ADDRESS", description = "the settlement contract")
    private Address settlement = Address.ZERO;

    @Option(
            names = "--start-block",
            defaultValue = "0",
            paramLabel = "N",
            description = "a block before the contracts' first event (default: ${DEFAULT-VALUE})")
    private long startBlock;

    /** The contracts as they were named; whether they are there is not looked at. @throws IllegalArgumentException if a value can't be used */
    public NetworkContracts on(ChainAccess chain) {
        return new NetworkContracts(chain.chainId(), staking, settlement, new BlockNumber(startBlock));
    }
}
