/**
 * The Java side of the Solidity contracts: generated bindings, the sentences for their errors and the way to the pinned
 * npm tools. It may touch web3j and the file system, nothing else of the house.
 */
@NullMarked
package network.cuckoo.contracts;

import org.jspecify.annotations.NullMarked;
