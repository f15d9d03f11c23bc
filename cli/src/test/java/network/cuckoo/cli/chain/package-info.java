/** Tests of the chain package against a real local chain. */
@NullMarked
package network.cuckoo.cli.chain;

import org.jspecify.annotations.NullMarked;
