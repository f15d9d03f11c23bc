/**
 * Whether the stake state is right: held against a replay of the events, and against the contracts themselves. Reads the index and
 * asks the chain; writes the state only where it is told to.
 */
@NullMarked
package network.cuckoo.indexer.audit;

import org.jspecify.annotations.NullMarked;
