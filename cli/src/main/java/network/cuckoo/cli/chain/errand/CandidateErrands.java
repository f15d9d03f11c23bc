package network.cuckoo.cli.chain.errand;

import java.math.BigInteger;
import java.util.Locale;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.chain.Call;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.sign.NodeConsent;
import network.cuckoo.keys.NodeKey;

/** A candidate's: registration, node, introduction, commission. */
public final class CandidateErrands {
    private static final long CONSENT_SECONDS = 86_400;

    private final ChainAccess chain;
    private final NetworkContracts contracts;
    private final StakingReader reader;

    public CandidateErrands(ChainAccess chain, NetworkContracts contracts) {
        this.chain = chain;
        this.contracts = contracts;
        this.reader = new StakingReader(chain, contracts);
    }

    /** Registers the node with its consent and votes the amount for the owner itself; what is missing is staked first. */
    public Errand register(Address owner, NodeKey node, CandidateKind kind, Wei ownVote, Introduction introduction) {
        Wei after = reader.value(owner, owner).plus(ownVote);
        refuseTooLittle(owner, kind, after);
        String name = kind.name().toLowerCase(Locale.ROOT);
        var errand = new Errand("register")
                .note("registers " + owner + " as a " + name + " with node " + node.address()
                        + "; the kind, and which owner a node belongs to, never change")
                .note("own stake afterwards " + after.toCai() + ", votable weight once active; it can be cut by a case")
                .note("commission " + StakeErrands.percent(BigInteger.valueOf(introduction.commissionBasisPoints()))
                        + " of the pool's rewards; it can fall at once, a rise waits")
                .fact("kind", kind.name())
                .fact("owner", owner)
                .fact("node", node.address())
                .fact("stakeWei", ownVote)
                .fact("ownStakeAfterWei", after)
                .fact("commissionBps", introduction.commissionBasisPoints());
        new StakeErrands(chain, contracts).stakeMissing(errand, owner, ownVote);
        BigInteger deadline = consentDeadline();
        Call call = Call.of(
                "registering " + owner,
                reader.address(),
                reader.binding()
                        .register(
                                BigInteger.valueOf(kind.number()),
                                node.address().hex(),
                                ownVote.value(),
                                BigInteger.valueOf(introduction.commissionBasisPoints()),
                                introduction.url(),
                                introduction.info(),
                                deadline,
                                consent(owner, node, kind, deadline)));
        return errand.call(call.meaning("register " + owner + " " + node.address() + " " + kind + " " + ownVote + " "
                        + introduction + " at " + reader.address()))
                .after(landed -> "registered " + name + " " + owner + " with node " + node.address() + " and "
                        + ownVote.toCai() + " of its own; its own stake is "
                        + reader.value(owner, owner).toCai() + " now");
    }

    /** Replaces the node. */
    public Errand rotateNode(Address owner, NodeKey node) {
        CuckooStaking.Candidate registration = registered(owner);
        CandidateKind kind = CandidateKind.of(registration.kind.intValueExact());
        BigInteger deadline = consentDeadline();
        Call call = Call.of(
                "replacing the node of " + owner + " by " + node.address(),
                reader.address(),
                reader.binding().rotateNode(node.address().hex(), deadline, consent(owner, node, kind, deadline)));
        var errand = new Errand("rotate-node")
                .note(
                        "replaces the node " + registration.node + " of " + owner + " by " + node.address()
                                + " at once; the old node's key may sign no new results, and it stays bound to this owner for ever")
                .fact("owner", owner)
                .fact("oldNode", registration.node)
                .fact("node", node.address());
        if (kind == CandidateKind.COORDINATOR) {
            errand.note("start the coordinator with the new node's key; its hash chain's tip stands under the owner");
        }
        return errand.call(call.meaning("rotate " + owner + " " + node.address() + " at " + reader.address()));
    }

    /** Ends the registration. */
    public Errand deregister(Address owner) {
        registered(owner);
        return new Errand("deregister")
                .note("ends the registration of " + owner
                        + ": no more work, no new votes; stake, votes and liability for faults stay as they are")
                .note("own stake comes back by unvote, cooldown and withdraw; only the same kind can register again")
                .fact("owner", owner)
                .call(Call.of(
                        "deregistering " + owner,
                        reader.address(),
                        reader.binding().deregister()));
    }

    /** Publishes an address and an introduction; both are replaced. */
    public Errand updateInfo(Address owner, String url, String info) {
        registered(owner);
        return new Errand("update-info")
                .note("publishes for " + owner + " the address '" + url + "' and the introduction '" + info
                        + "'; both replace what stood there")
                .fact("owner", owner)
                .fact("url", url)
                .fact("info", info)
                .call(Call.of(
                        "publishing the introduction of " + owner,
                        reader.address(),
                        reader.binding().updateInfo(url, info)));
    }

    /** Sets the commission. */
    public Errand commission(Address owner, int basisPoints) {
        CuckooStaking.Candidate registration = registered(owner);
        BigInteger wanted = BigInteger.valueOf(basisPoints);
        boolean rises = wanted.compareTo(registration.commission) > 0;
        CuckooStaking.Parameters terms = reader.parameters();
        Moments moments = reader.moments();
        long from = moments.now() + terms.cooldown.add(terms.epoch).longValueExact();
        var errand = new Errand("commission")
                .note("sets the commission of " + owner + " from " + StakeErrands.percent(registration.commission)
                        + " to " + StakeErrands.percent(wanted))
                .fact("owner", owner)
                .fact("commissionBps", basisPoints)
                .fact("presentBps", registration.commission.longValueExact());
        if (rises) {
            errand.note("a rise counts from about " + moments.at(from)
                            + " (the cooldown and one epoch), so that backers can leave first")
                    .fact("countsFrom", from);
        } else {
            errand.note(
                    "it counts at once" + (registration.nextAt.signum() > 0 ? " and cancels the waiting rise" : ""));
        }
        return errand.call(Call.of(
                "setting the commission of " + owner + " to " + basisPoints + " basis points",
                reader.address(),
                reader.binding().setCommission(wanted)));
    }

    private CuckooStaking.Candidate registered(Address owner) {
        CuckooStaking.Candidate registration = reader.candidate(owner);
        if (!registration.registered) {
            throw CommandFailure.refusedByContract(
                    owner + " is not registered as a miner or coordinator; is it the owner's key?", "NotRegistered");
        }
        return registration;
    }

    private void refuseTooLittle(Address owner, CandidateKind kind, Wei after) {
        Wei least = reader.minimum(kind);
        if (after.compareTo(least) < 0) {
            throw CommandFailure.refusedByContract(
                    "the own stake of " + owner + " would be " + after.toCai() + "; a "
                            + kind.name().toLowerCase(Locale.ROOT) + " needs at least " + least.toCai(),
                    "OwnStakeTooLow");
        }
    }

    private byte[] consent(Address owner, NodeKey node, CandidateKind kind, BigInteger deadline) {
        BigInteger nonce =
                ChainAccess.read(reader.binding().nodeNonce(node.address().hex()));
        var consent = new NodeConsent(new OwnerAddress(owner), node.nodeAddress(), kind, nonce, deadline);
        return node.sign(consent.digest(contracts.chainId(), contracts.staking()))
                .bytes();
    }

    private BigInteger consentDeadline() {
        return BigInteger.valueOf(chain.now().seconds() + CONSENT_SECONDS);
    }
}
