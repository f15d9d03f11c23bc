package network.cuckoo.scheduler.sessions;

import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.sign.LoginMessage;

/** The answer to a node that wants to log in. */
public sealed interface Challenge {
    /** The message to sign. */
    record Issued(LoginMessage message) implements Challenge {}

    /** The chain has no registered miner with this node address; nothing is stored. */
    record NotRegistered(NodeAddress node) implements Challenge {}
}
