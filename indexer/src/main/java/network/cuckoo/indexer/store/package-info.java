/** The indexer's tables: each class writes its own, inside a transaction that it is given. Touches SQL only. */
@NullMarked
package network.cuckoo.indexer.store;

import org.jspecify.annotations.NullMarked;
