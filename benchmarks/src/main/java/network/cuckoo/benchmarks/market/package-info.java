/** A marketplace to measure: a chain as the indexer would have written it, miners that sign and compute nothing, apps with credit. */
@NullMarked
package network.cuckoo.benchmarks.market;

import org.jspecify.annotations.NullMarked;
