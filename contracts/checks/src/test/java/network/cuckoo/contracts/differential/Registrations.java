package network.cuckoo.contracts.differential;

import java.util.HashMap;
import java.util.Map;

/** Who is a candidate, with which node and which commission. */
final class Registrations {

    private static final int LONGEST_URL = 256;
    private static final int LONGEST_INFO = 4096;
    private static final int WHOLE_BPS = 10_000;

    private final Rules rules;
    private final Map<Account, Candidate> candidates;
    private final Map<Account, Account> nodeOwners;
    private final Map<Account, Long> nodeNonces;

    Registrations(Rules rules) {
        this.rules = rules;
        candidates = new HashMap<>();
        nodeOwners = new HashMap<>();
        nodeNonces = new HashMap<>();
    }

    Registrations(Registrations other) {
        rules = other.rules;
        candidates = new HashMap<>(other.candidates);
        nodeOwners = new HashMap<>(other.nodeOwners);
        nodeNonces = new HashMap<>(other.nodeNonces);
    }

    Candidate candidate(Account owner, long now) {
        return candidates.getOrDefault(owner, Candidate.NONE).at(now);
    }

    boolean isRegistered(Account owner) {
        return candidate(owner, 0).registered();
    }

    /** Whether the owner ever registered; a deregistered one keeps its pool and liability. */
    boolean isCandidate(Account owner) {
        return candidate(owner, 0).kind() != Kind.NONE;
    }

    Account nodeOwner(Account node) {
        return nodeOwners.getOrDefault(node, Account.NOBODY);
    }

    long nodeNonce(Account node) {
        return nodeNonces.getOrDefault(node, 0L);
    }

    /** Registers or registers again; the own vote and the minimum are the caller's to check. */
    void register(Message message, Call.Register call) {
        var owner = message.caller();
        var old = candidate(owner, message.now());
        message.require(!old.registered(), Refusal.ALREADY_REGISTERED);
        message.require(
                call.kind() != Kind.NONE && (old.kind() == Kind.NONE || old.kind() == call.kind()),
                Refusal.KIND_REFUSED);
        requireCommission(message, call.commission());
        requireInfo(message, call.urlBytes(), call.infoBytes());
        bind(message, call.node(), call.kind(), call.deadline(), call.consent());
        if (message.refused()) {
            return;
        }
        candidates.put(owner, registered(old, call, message.now()));
    }

    private Candidate registered(Candidate old, Call.Register call, long now) {
        return old.kind() == Kind.NONE
                ? new Candidate(call.kind(), true, call.node(), call.commission(), call.commission(), 0)
                : old.withRegistered(true).withNode(call.node()).setCommission(call.commission(), riseAt(now));
    }

    void rotateNode(Message message, Call.RotateNode call) {
        var owner = message.caller();
        var candidate = candidate(owner, message.now());
        message.require(candidate.registered(), Refusal.NOT_REGISTERED);
        message.require(!candidate.node().equals(call.node()), Refusal.NODE_UNCHANGED);
        bind(message, call.node(), candidate.kind(), call.deadline(), call.consent());
        if (!message.refused()) {
            candidates.put(owner, candidate.withNode(call.node()));
        }
    }

    void updateInfo(Message message, Call.UpdateInfo call) {
        message.require(isRegistered(message.caller()), Refusal.NOT_REGISTERED);
        requireInfo(message, call.urlBytes(), call.infoBytes());
    }

    void setCommission(Message message, int bps) {
        var candidate = candidate(message.caller(), message.now());
        message.require(candidate.registered(), Refusal.NOT_REGISTERED);
        requireCommission(message, bps);
        if (!message.refused()) {
            candidates.put(message.caller(), candidate.setCommission(bps, riseAt(message.now())));
        }
    }

    void deregister(Message message) {
        var candidate = candidate(message.caller(), message.now());
        if (message.require(candidate.registered(), Refusal.NOT_REGISTERED)) {
            candidates.put(message.caller(), candidate.withRegistered(false));
        }
    }

    private void bind(Message message, Account node, Kind kind, long deadline, Consent consent) {
        var owner = message.caller();
        var bound = nodeOwner(node);
        message.require(!node.equals(owner), Refusal.NODE_IS_OWNER);
        message.require(bound.equals(Account.NOBODY) || bound.equals(owner), Refusal.NODE_TAKEN);
        message.require(message.now() <= deadline, Refusal.CONSENT_EXPIRED);
        var needed = new Consent(node, owner, node, kind, nodeNonce(node), deadline);
        message.require(consent.equals(needed), Refusal.CONSENT_INVALID);
        if (!message.refused()) {
            nodeOwners.put(node, owner);
            nodeNonces.merge(node, 1L, Long::sum);
        }
    }

    private long riseAt(long now) {
        return now + rules.cooldown() + rules.epoch();
    }

    private static void requireCommission(Message message, int bps) {
        message.require(bps <= WHOLE_BPS, Refusal.COMMISSION_TOO_HIGH);
    }

    private static void requireInfo(Message message, int urlBytes, int infoBytes) {
        message.require(urlBytes <= LONGEST_URL && infoBytes <= LONGEST_INFO, Refusal.INFO_TOO_LONG);
    }
}
