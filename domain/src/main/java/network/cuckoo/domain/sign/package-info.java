/** What nodes put their signatures under: EIP-712 digests, the login message, and a signature's bytes. Holds no keys. */
@NullMarked
package network.cuckoo.domain.sign;

import org.jspecify.annotations.NullMarked;
