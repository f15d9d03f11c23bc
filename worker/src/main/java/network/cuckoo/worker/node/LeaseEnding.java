package network.cuckoo.worker.node;

import network.cuckoo.domain.Hash32;
import network.cuckoo.worker.node.protocol.Receipt;

/** How a lease ended for this miner. */
sealed interface LeaseEnding {
    /** The result was accepted. */
    record Accepted(Hash32 outputHash, long gpuMillis, Receipt receipt) implements LeaseEnding {}

    /** The miner gave the lease back. */
    record GivenBack(FailCode code, String detail) implements LeaseEnding {}

    /** The coordinator refused the result for good. */
    record Refused(String code, String detail) implements LeaseEnding {}

    /** The coordinator took the lease away, or the node ended; nothing more was sent. */
    record Lost(String why) implements LeaseEnding {}
}
