package network.cuckoo.cli.chain.outbox;

import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;

/**
 * The bytes of a transaction as they are broadcast, again and again the same.
 *
 * @param hash the transaction's
 * @param raw signed and encoded, hex with 0x
 * @param mostPerGas the most that a unit of gas may cost
 * @param tipPerGas the part of it that the block's maker gets; of a transaction of the old kind the whole price
 * @param empty whether it does nothing but use up the nonce, so that the other forms can never get into a block
 */
public record SignedForm(Hash32 hash, String raw, Wei mostPerGas, Wei tipPerGas, boolean empty) {
    /** A form that does what the transaction is for. */
    public SignedForm(Hash32 hash, String raw, Wei mostPerGas, Wei tipPerGas) {
        this(hash, raw, mostPerGas, tipPerGas, false);
    }

    /** The same bytes, known to do nothing. */
    public SignedForm asEmpty() {
        return new SignedForm(hash, raw, mostPerGas, tipPerGas, true);
    }
}
