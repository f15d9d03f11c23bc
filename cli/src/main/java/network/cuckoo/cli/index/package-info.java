/** {@code cuckoo index}: whether what a coordinator's database says of the chain is right. May touch the indexer's audit and the settings. */
@NullMarked
package network.cuckoo.cli.index;

import org.jspecify.annotations.NullMarked;
