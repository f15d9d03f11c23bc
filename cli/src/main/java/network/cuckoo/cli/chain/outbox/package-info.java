/** Signed transactions on disk, from before they are broadcast until they are in a block. Files only; knows no chain's node. */
@NullMarked
package network.cuckoo.cli.chain.outbox;

import org.jspecify.annotations.NullMarked;
