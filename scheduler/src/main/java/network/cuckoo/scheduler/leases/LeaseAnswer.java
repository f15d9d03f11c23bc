package network.cuckoo.scheduler.leases;

import java.time.Duration;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.task.LeaseEnd;

/** An answer to a miner's message about a lease. All but {@link Done} change nothing. */
public sealed interface LeaseAnswer {
    /** The message took effect, now or when it came before; {@code remaining} is the time until the result is due. */
    record Done(Duration remaining) implements LeaseAnswer {}

    /** There is no such lease, or it is another miner's. */
    record NotYours() implements LeaseAnswer {}

    /** The lease is over. */
    record Ended(LeaseEnd reason) implements LeaseAnswer {}

    /** The message has another fence than the lease. */
    record WrongFence(Fence fence) implements LeaseAnswer {}
}
