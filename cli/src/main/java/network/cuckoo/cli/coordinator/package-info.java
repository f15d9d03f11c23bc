/** The coordinator node as one process: wires database, indexer, scheduler and API. */
@NullMarked
package network.cuckoo.cli.coordinator;

import org.jspecify.annotations.NullMarked;
