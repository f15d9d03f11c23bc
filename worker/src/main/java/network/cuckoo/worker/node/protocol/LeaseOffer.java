package network.cuckoo.worker.node.protocol;

import java.time.Duration;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.TaskId;

/**
 * A task that the coordinator assigned to this miner.
 *
 * @param attempt how many draws the task has had, from 1
 * @param nonce the request's nonce; with it the miner recomputes the request hash that it signs for
 * @param startWithin how long the offer stands unless it is started
 */
public record LeaseOffer(
        LeaseId lease,
        TaskId task,
        Fence fence,
        long attempt,
        ModelId model,
        Hash32 modelHash,
        Hash32 requestHash,
        Hash32 nonce,
        OfferedInput input,
        Duration startWithin) {
    static LeaseOffer read(JsonFields json) {
        return new LeaseOffer(
                json.value("leaseId", LeaseId::parse),
                json.value("taskId", TaskId::parse),
                new Fence(json.number("fence")),
                json.number("attempt"),
                json.value("model", ModelId::new),
                json.value("modelHash", Hash32::parse),
                json.value("requestHash", Hash32::parse),
                json.value("nonce", Hash32::parse),
                InputJson.read(json.any("input")),
                Duration.ofMillis(json.number("startWithinMillis")));
    }
}
