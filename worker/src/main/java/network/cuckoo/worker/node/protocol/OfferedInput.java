package network.cuckoo.worker.node.protocol;

import network.cuckoo.domain.task.TaskInput;

/** The input of an offer: read, or not of a kind and size that this miner knows. */
public sealed interface OfferedInput {
    /** The input to run. */
    record Readable(TaskInput input) implements OfferedInput {}

    /** An input that can't be run, and why. */
    record Unreadable(String why) implements OfferedInput {}
}
