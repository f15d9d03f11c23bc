/** The coordinator's hash chain, whose preimages are the secrets of the epochs. Pure; keeping the seed safe is the caller's task. */
@NullMarked
package network.cuckoo.domain.secret;

import org.jspecify.annotations.NullMarked;
