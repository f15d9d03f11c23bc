package network.cuckoo.cli.chain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.sign.NodeConsent;
import network.cuckoo.keys.NodeKey;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * What stakers, candidates and coordinators do on chain. Each method waits until its transactions are in blocks, takes free stake
 * before it stakes more, and sends nothing if the contract would refuse the last of them.
 */
public final class StakeDesk {
    private static final long CONSENT_SECONDS = 86_400;
    private static final String NOT_FREE_YET = "InsufficientFree";

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

    /**
     * Stakes the amount, all of it as the candidate's own vote, and registers the node with its consent.
     *
     * @return the registering transaction
     * @throws CommandFailure if the contract refuses it, with the reason
     */
    public Hash32 register(NodeKey owner, NodeKey node, CandidateKind kind, Wei ownStake, Introduction introduction) {
        var sender = new Sender(chain, contracts.chainId(), owner);
        CuckooStaking staking = sender.staking(contracts);
        refuseTooLittle(staking, owner, kind, ownStake);
        BigInteger deadline = consentDeadline();
        var consent = new NodeConsent(
                new OwnerAddress(owner.address()),
                node.nodeAddress(),
                kind,
                ChainAccess.read(staking.nodeNonce(node.address().hex())),
                deadline);
        Hash32 digest = consent.digest(contracts.chainId(), contracts.staking());
        var registration = staking.register(
                BigInteger.valueOf(kind.number()),
                node.address().hex(),
                ownStake.value(),
                BigInteger.valueOf(introduction.commissionBasisPoints()),
                introduction.url(),
                introduction.info(),
                deadline,
                node.sign(digest).bytes());
        return afterStaking("registering " + owner.address(), sender, owner, registration, ownStake.value());
    }

    /**
     * Stakes what the votes sum to and splits it over the candidates.
     *
     * @return the voting transaction
     * @throws CommandFailure if the contract refuses it, with the reason
     */
    public Hash32 vote(NodeKey staker, Map<OwnerAddress, Wei> votes) {
        var sender = new Sender(chain, contracts.chainId(), staker);
        CuckooStaking staking = sender.staking(contracts);
        List<String> candidates = new ArrayList<>();
        List<BigInteger> amounts = new ArrayList<>();
        votes.forEach((candidate, amount) -> {
            refuseNoCandidate(staking, candidate);
            refuseTooSmallAVote(staking, amount);
            candidates.add(candidate.address().hex());
            amounts.add(amount.value());
        });
        BigInteger sum = amounts.stream().reduce(BigInteger.ZERO, BigInteger::add);
        return afterStaking("voting by " + staker.address(), sender, staker, staking.vote(candidates, amounts), sum);
    }

    /** Publishes the tip of the coordinator's hash chain; sent by the coordinator's node. */
    public void setChainTip(NodeKey coordinatorNode, Hash32 tip) {
        var sender = new Sender(chain, contracts.chainId(), coordinatorNode);
        sender.transact(
                "setting the chain tip by " + coordinatorNode.address(),
                contracts.settlement(),
                sender.settlement(contracts).setChainTip(tip.bytes()),
                BigInteger.ZERO);
    }

    /** Sends a call that takes this much free stake, and before it stakes what is missing. */
    private Hash32 afterStaking(
            String what,
            Sender sender,
            NodeKey account,
            RemoteFunctionCall<TransactionReceipt> call,
            BigInteger freeStake) {
        sender.rehearse(what, contracts.staking(), call, BigInteger.ZERO)
                .filter(error -> !error.name().equals(NOT_FREE_YET))
                .ifPresent(error -> {
                    throw Sender.refused(what, error);
                });
        CuckooStaking staking = sender.staking(contracts);
        BigInteger free = ChainAccess.read(staking.free(account.address().hex()));
        BigInteger missing = freeStake.subtract(free);
        if (missing.signum() > 0) {
            sender.transact("staking by " + account.address(), contracts.staking(), staking.stake(missing), missing);
        }
        return sender.transact(what, contracts.staking(), call, BigInteger.ZERO);
    }

    private static void refuseTooLittle(CuckooStaking staking, NodeKey owner, CandidateKind kind, Wei ownStake) {
        CuckooStaking.Parameters terms = ChainAccess.read(staking.parameters());
        var least = new Wei(kind == CandidateKind.COORDINATOR ? terms.minCoordinatorStake : terms.minMinerStake);
        String account = owner.address().hex();
        Wei present = new Wei(ChainAccess.read(staking.valueOf(account, account)));
        if (present.plus(ownStake).compareTo(least) < 0) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "the own stake of " + account + " would be "
                            + present.plus(ownStake).toCai() + "; a "
                            + kind.name().toLowerCase(Locale.ROOT) + " needs at least " + least.toCai());
        }
    }

    private static void refuseNoCandidate(CuckooStaking staking, OwnerAddress candidate) {
        if (ChainAccess.read(staking.candidates(candidate.hex())).registered) {
            return;
        }
        Address owner = Address.parse(ChainAccess.read(staking.nodeOwner(candidate.hex())));
        throw new CommandFailure(
                ExitCode.REFUSED,
                candidate + " is not registered as a miner or coordinator"
                        + (owner.equals(Address.ZERO) ? "" : "; it is the node of " + owner + ": vote for the owner"));
    }

    private static void refuseTooSmallAVote(CuckooStaking staking, Wei amount) {
        var least = new Wei(ChainAccess.read(staking.parameters()).minVote);
        if (amount.compareTo(least) < 0) {
            throw new CommandFailure(
                    ExitCode.REFUSED, "a vote of " + amount.toCai() + " is below the minimum of " + least.toCai());
        }
    }

    private BigInteger consentDeadline() {
        var head = chain.block(chain.head()).orElseThrow();
        return BigInteger.valueOf(head.time().seconds() + CONSENT_SECONDS);
    }
}
