/** Hashes and the byte layouts they run over: Keccak-256, SHA-256 and Solidity's {@code abi.encode}. Touches nothing else than the domain's values. */
@NullMarked
package network.cuckoo.domain.hash;

import org.jspecify.annotations.NullMarked;
