package network.cuckoo.scheduler.results;

import network.cuckoo.domain.Fence;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.task.LeaseEnd;

/** The verdict on a result. All but {@link Accepted} change nothing. */
public sealed interface ResultVerdict {
    /** Stored and paid; {@code earned} is the miner's share. */
    record Accepted(TaskId task, Wei earned) implements ResultVerdict {}

    /** This very result was accepted before; the miner gets the same answer and no second payment. */
    record Duplicate(TaskId task, Wei earned) implements ResultVerdict {}

    /** The lease had ended. */
    record Late(LeaseEnd reason) implements ResultVerdict {}

    /** There is no such lease, or it is another miner's. */
    record NotYours() implements ResultVerdict {}

    /** The report has another fence than the lease. */
    record WrongFence(Fence fence) implements ResultVerdict {}

    /** The node's key did not sign this result. */
    record BadSignature() implements ResultVerdict {}

    /** The bytes have another SHA-256 than the one that was signed. */
    record HashMismatch() implements ResultVerdict {}

    /** The output is empty or exceeds the model's limit. */
    record WrongSize(int sizeBytes, int maxBytes) implements ResultVerdict {}

    /** The model has no output of this media type. */
    record WrongMediaType(String mediaType) implements ResultVerdict {}
}
