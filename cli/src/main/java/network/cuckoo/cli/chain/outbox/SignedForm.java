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
 */
public record SignedForm(Hash32 hash, String raw, Wei mostPerGas, Wei tipPerGas) {}
