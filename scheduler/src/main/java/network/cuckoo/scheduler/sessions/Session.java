package network.cuckoo.scheduler.sessions;

import java.time.Instant;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.SessionId;

/**
 * A miner node's login.
 *
 * @param generation counts the node's logins from 1; a newer one ends the older
 */
public record Session(SessionId id, NodeAddress node, OwnerAddress owner, long generation, Instant expiresAt) {}
