/**
 * Chain to Postgres: follows the head of one chain, writes blocks and the events of our contracts, undoes reorganisations and
 * makes the epochs that draws use. The one writer of the chain's tables and of epochs; what others need, they read by SQL.
 */
@NullMarked
package network.cuckoo.indexer;

import org.jspecify.annotations.NullMarked;
