/** What the reader makes of a node's answers, good and bad ones. */
@NullMarked
package network.cuckoo.indexer.chain;

import org.jspecify.annotations.NullMarked;
