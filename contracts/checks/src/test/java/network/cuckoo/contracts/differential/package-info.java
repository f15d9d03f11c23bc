/**
 * The contracts against a second author: a model in Java, written from {@code CONTRACTS.md} and the interfaces' comments
 * alone, and the deployed Solidity take the same random steps and must agree after each: to the wei and on what the
 * settlement told, or on the refusal. Everything here may touch web3j and the installed anvil; the model itself touches neither.
 */
@NullMarked
package network.cuckoo.contracts.differential;

import org.jspecify.annotations.NullMarked;
