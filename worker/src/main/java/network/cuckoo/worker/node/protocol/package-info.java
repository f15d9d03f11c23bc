/** The node protocol as a miner speaks it: JSON over HTTP to a coordinator, nothing else. Knows no keys and runs nothing. */
@NullMarked
package network.cuckoo.worker.node.protocol;

import org.jspecify.annotations.NullMarked;
