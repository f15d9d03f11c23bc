package network.cuckoo.worker.node.protocol;

import java.util.List;
import network.cuckoo.domain.LeaseId;

/**
 * What a poll brought.
 *
 * @param offers every live lease of this miner that it did not name
 * @param gone leases that it named and holds no more
 */
public record PollReply(List<LeaseOffer> offers, List<LeaseId> gone) {
    public PollReply {
        offers = List.copyOf(offers);
        gone = List.copyOf(gone);
    }

    static PollReply read(JsonFields json) {
        return new PollReply(
                json.list("leases", node -> LeaseOffer.read(new JsonFields(node))),
                json.list("gone", node -> LeaseId.parse(node.asText())));
    }
}
