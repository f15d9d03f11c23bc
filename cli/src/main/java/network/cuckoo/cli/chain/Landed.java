package network.cuckoo.cli.chain;

import java.math.BigInteger;
import java.util.Optional;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/**
 * A transaction that is in a block.
 *
 * @param what it did, in words
 * @param intent see {@link Call}
 */
public record Landed(String what, Hash32 intent, TransactionReceipt receipt) {
    public Hash32 hash() {
        return Hash32.parse(receipt.getTransactionHash());
    }

    public BlockNumber block() {
        return new BlockNumber(receipt.getBlockNumber().longValueExact());
    }

    /** Whether it did what it should; otherwise it did nothing but cost its fee. */
    public boolean worked() {
        return receipt.isStatusOK();
    }

    public BigInteger gasUsed() {
        return receipt.getGasUsed();
    }

    /** What the gas cost; empty if the node does not tell the price. */
    public Optional<Wei> fee() {
        return Optional.ofNullable(receipt.getEffectiveGasPrice())
                .map(price -> new Wei(Numeric.decodeQuantity(price).multiply(gasUsed())));
    }

    /** The contract that it deployed. @throws IllegalStateException if it was no deployment */
    public Address contract() {
        String address = receipt.getContractAddress();
        if (address == null) {
            throw new IllegalStateException(what + " deployed nothing: " + hash());
        }
        return Address.parse(address);
    }
}
