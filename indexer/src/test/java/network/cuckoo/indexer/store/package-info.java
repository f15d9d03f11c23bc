/** Tests of the indexer's tables without a chain. */
@NullMarked
package network.cuckoo.indexer.store;

import org.jspecify.annotations.NullMarked;
