package network.cuckoo.worker.node.protocol;

import java.util.Optional;
import network.cuckoo.domain.Wei;

/**
 * The coordinator's acceptance of a result.
 *
 * @param earned what the miner is paid, where the coordinator tells it
 */
public record Receipt(Optional<Wei> earned) {
    /** @throws IllegalArgumentException if the answer is no acceptance */
    static Receipt read(JsonFields json) {
        if (!json.text("verdict").equals("ACCEPTED")) {
            throw new IllegalArgumentException("verdict is not ACCEPTED: " + json.text("verdict"));
        }
        return new Receipt(json.optionalValue("earnedWei", Wei::parse));
    }
}
