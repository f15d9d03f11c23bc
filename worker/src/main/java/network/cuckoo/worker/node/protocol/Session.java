package network.cuckoo.worker.node.protocol;

import java.time.Duration;
import java.time.Instant;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.SessionId;

/**
 * A login that the coordinator accepted.
 *
 * @param generation the count of this node's logins; a newer one ends the older ones
 * @param expiresAt by the coordinator's clock
 * @param coordinator the coordinator's node address, which every result's signature names
 * @param stakingAddress the contract that every result's signature is bound to
 * @param pollWait how long a poll may be held open
 */
public record Session(
        SessionToken token,
        SessionId id,
        long generation,
        Instant expiresAt,
        NodeAddress coordinator,
        Address stakingAddress,
        ChainId chainId,
        Duration pollWait) {
    static Session read(JsonFields json) {
        return new Session(
                json.value("token", SessionToken::new),
                json.value("sessionId", SessionId::parse),
                json.number("generation"),
                json.value("expiresAt", Instant::parse),
                json.value("coordinator", NodeAddress::parse),
                json.value("stakingAddress", Address::parse),
                new ChainId(json.number("chainId")),
                Duration.ofSeconds(json.number("pollSeconds")));
    }
}
