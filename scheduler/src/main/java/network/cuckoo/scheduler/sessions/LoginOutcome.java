package network.cuckoo.scheduler.sessions;

import network.cuckoo.db.Secret;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.NodeAddress;

/** What became of a login. All but {@link SignedIn} change nothing. */
public sealed interface LoginOutcome {
    /** The node is in; the token is shown here once. Older sessions of the node and their leases are ended. */
    record SignedIn(Secret token, Session session) implements LoginOutcome {}

    /** The chain has no registered miner with this node address. */
    record NotRegistered(NodeAddress node) implements LoginOutcome {}

    /** The miner's own stake is under the minimum, or its pool has no active stake. */
    record StakeTooLow(NodeAddress node) implements LoginOutcome {}

    /** The message was not signed by the key of the node that it names. */
    record BadSignature() implements LoginOutcome {}

    /** The challenge is unknown, used, or too old. */
    record Expired() implements LoginOutcome {}

    /** The message is not in the form of EIP-4361, or names another domain, URI or chain than this coordinator's. */
    record Malformed(String detail) implements LoginOutcome {}

    /** A model is not on offer, or is one whose bundle differs from the offer's. */
    record ModelMismatch(ModelId model, String detail) implements LoginOutcome {}

    /** The node names no model at all, or one twice. */
    record NoModels(String detail) implements LoginOutcome {}
}
