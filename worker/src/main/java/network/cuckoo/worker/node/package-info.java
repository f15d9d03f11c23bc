/**
 * The miner node: logs in to a coordinator, polls for tasks, has them run by an inference backend, signs the outputs and hands them
 * in. Touches the network only through {@code protocol} and models only through {@code inference}.
 */
@NullMarked
package network.cuckoo.worker.node;

import org.jspecify.annotations.NullMarked;
