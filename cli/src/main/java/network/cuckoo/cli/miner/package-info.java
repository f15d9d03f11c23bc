/** The miner node as one process: reads its settings and starts the worker. */
@NullMarked
package network.cuckoo.cli.miner;

import org.jspecify.annotations.NullMarked;
