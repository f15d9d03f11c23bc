package network.cuckoo.worker.node;

import java.util.concurrent.Executor;
import network.cuckoo.worker.inference.InferenceBackend;
import network.cuckoo.worker.node.protocol.CoordinatorClient;

/** What every lease of one node needs. */
record NodeParts(
        MinerConfig config,
        CoordinatorClient client,
        Sessions sessions,
        InferenceBackend inference,
        OfferCheck check,
        NodeLife life,
        Executor executor) {}
