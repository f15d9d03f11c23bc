package network.cuckoo.cli.chain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.sign.NodeConsent;
import network.cuckoo.keys.NodeKey;

/** What stakers, candidates and coordinators do on chain. Each method waits until its transactions are in blocks. */
public final class StakeDesk {
    private static final long CONSENT_SECONDS = 86_400;

    private final ChainAccess chain;
    private final NetworkContracts contracts;

    public StakeDesk(ChainAccess chain, NetworkContracts contracts) {
        this.chain = chain;
        this.contracts = contracts;
    }

    /**
     * How a candidate introduces itself.
     *
     * @param commissionBasisPoints its part of its pool's rewards
     * @param url the coordinator node's address; empty for a miner
     */
    public record Introduction(int commissionBasisPoints, String url, String info) {}

    /** Stakes the amount, all of it as the candidate's own vote, and registers the node with its consent. */
    public void register(NodeKey owner, NodeKey node, CandidateKind kind, Wei ownStake, Introduction introduction) {
        var sender = new Sender(chain, contracts.chainId(), owner);
        CuckooStaking staking = sender.staking(contracts);
        sender.transact("staking by " + owner.address(), staking.stake(ownStake.value()));
        BigInteger deadline = consentDeadline();
        var consent = new NodeConsent(
                new OwnerAddress(owner.address()), node.nodeAddress(), kind, nonceOf(staking, node), deadline);
        Hash32 digest = consent.digest(contracts.chainId(), contracts.staking());
        sender.transact(
                "registering " + owner.address(),
                staking.register(
                        BigInteger.valueOf(kind.number()),
                        node.address().hex(),
                        ownStake.value(),
                        BigInteger.valueOf(introduction.commissionBasisPoints()),
                        introduction.url(),
                        introduction.info(),
                        deadline,
                        node.sign(digest).bytes()));
    }

    /** Stakes what the votes sum to and splits it over the candidates. */
    public void vote(NodeKey staker, Map<OwnerAddress, Wei> votes) {
        var sender = new Sender(chain, contracts.chainId(), staker);
        CuckooStaking staking = sender.staking(contracts);
        List<String> candidates = new ArrayList<>();
        List<BigInteger> amounts = new ArrayList<>();
        votes.forEach((candidate, amount) -> {
            candidates.add(candidate.address().hex());
            amounts.add(amount.value());
        });
        BigInteger sum = amounts.stream().reduce(BigInteger.ZERO, BigInteger::add);
        sender.transact("staking by " + staker.address(), staking.stake(sum));
        sender.transact("voting by " + staker.address(), staking.vote(candidates, amounts));
    }

    /** Publishes the tip of the coordinator's hash chain; sent by the coordinator's node. */
    public void setChainTip(NodeKey coordinatorNode, Hash32 tip) {
        var sender = new Sender(chain, contracts.chainId(), coordinatorNode);
        sender.transact(
                "setting the chain tip by " + coordinatorNode.address(),
                sender.settlement(contracts).setChainTip(tip.bytes()));
    }

    private BigInteger consentDeadline() {
        var head = chain.block(chain.head()).orElseThrow();
        return BigInteger.valueOf(head.time().seconds() + CONSENT_SECONDS);
    }

    private static BigInteger nonceOf(CuckooStaking staking, NodeKey node) {
        try {
            return staking.nodeNonce(node.address().hex()).send();
        } catch (Exception e) { // web3j declares no narrower type
            throw new CommandFailure(
                    ExitCode.UNREACHABLE, "can't read the consents of " + node.address() + ": " + e.getMessage(), e);
        }
    }
}
