package network.cuckoo.cli.chain;

import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.ChainId;

/**
 * A deployed network.
 *
 * @param startBlock a block before the first event of these contracts; reading starts here
 */
public record NetworkContracts(ChainId chainId, Address staking, Address settlement, BlockNumber startBlock) {}
