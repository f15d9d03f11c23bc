/** A new network's contracts: their terms, the check of these, and putting them on a chain. */
@NullMarked
package network.cuckoo.cli.chain.deploy;

import org.jspecify.annotations.NullMarked;
