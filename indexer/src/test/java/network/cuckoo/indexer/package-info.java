/** Tests of the indexer against a real chain, the real contracts and real Postgres. */
@NullMarked
package network.cuckoo.indexer;

import org.jspecify.annotations.NullMarked;
