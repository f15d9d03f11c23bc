package network.cuckoo.indexer.event;

import java.math.BigInteger;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;

/**
 * An event of the staking or the settlement contract, with the names of CONTRACTS.md. Each carries the state after its call.
 * Amounts in wei, shares in the pool's own unit, times in Unix seconds, parts in basis points. A coordinator of the settlement is
 * named by its owner.
 */
public sealed interface StakingEvent {
    /** A staker's free stake is now {@code free}; it changed by {@code delta}. */
    record FreeChanged(Address staker, BigInteger delta, BigInteger free) implements StakingEvent {}

    /** A staker's shares of a pool are now {@code shares}. */
    record PositionChanged(Address staker, Address candidate, BigInteger shareDelta, BigInteger shares)
            implements StakingEvent {}

    /** Shares began to leave a pool. */
    record CoolingStarted(BigInteger id, Address staker, Address candidate, BigInteger shares, long readyAt)
            implements StakingEvent {}

    /** Cooled shares were taken out, to free stake or paid. */
    record CoolingWithdrawn(BigInteger id, BigInteger amount, boolean toFree) implements StakingEvent {}

    /** A pool, as it is now. {@code rewardAcc}: rewards for one share since the pool began, times 10^27. */
    record PoolChanged(
            Address candidate,
            BigInteger tokens,
            BigInteger shares,
            BigInteger coolingShares,
            BigInteger rewardAcc,
            BigInteger pot,
            long dripAt,
            long frozenUntil,
            boolean closed)
            implements StakingEvent {}

    /** A registration, as it is now. {@code kind} is the contract's number; {@code nextAt} is 0 where no commission waits. */
    record CandidateChanged(
            Address owner,
            Address node,
            int kind,
            boolean registered,
            boolean active,
            BigInteger ownStake,
            int commissionBps,
            int nextCommissionBps,
            long nextAt,
            BigInteger nodeNonce)
            implements StakingEvent {}

    /** A candidate's introduction. What people wrote: any text without the character NUL. */
    record InfoChanged(Address owner, String url, String info) implements StakingEvent {}

    /** Rewards came to a pool, {@code commission} of them for its owner. */
    record RewardsFunded(Address candidate, BigInteger amount, BigInteger commission) implements StakingEvent {}

    /** A position's rewards were paid. */
    record RewardsClaimed(Address staker, Address candidate, BigInteger amount) implements StakingEvent {}

    /** An account's credit (commissions, bonds, the treasury's part of cuts) is now {@code credit}. */
    record CreditChanged(Address account, BigInteger delta, BigInteger credit) implements StakingEvent {}

    /** A candidate is accused. {@code evidence} is the hash of what lies at {@code uri}. */
    record CaseOpened(
            BigInteger id,
            Address candidate,
            Address proposer,
            Hash32 resultDigest,
            Hash32 evidence,
            String uri,
            BigInteger bond,
            long offenceAt,
            long deadline)
            implements StakingEvent {}

    /** The accused answers. {@code answer} is the hash of what lies at {@code uri}. */
    record CaseAnswered(BigInteger id, Hash32 answer, String uri) implements StakingEvent {}

    /** A case came to a status, the contract's number; what was cut is told once it is executed. */
    record CaseChanged(BigInteger id, int status, int bps, BigInteger burned, BigInteger toTreasury)
            implements StakingEvent {}

    /** A coordinator committed to a hash chain. */
    record TipSet(Address coordinator, Hash32 tip) implements StakingEvent {}

    /** A coordinator's escrow grew to {@code deposited} in all, for the app that {@code appRef} names to it. */
    record Deposited(Address coordinator, Address payer, Hash32 appRef, BigInteger amount, BigInteger deposited)
            implements StakingEvent {}

    /** An epoch's secret and root of payouts; {@code committed} is set aside for roots in all. */
    record EpochPosted(
            Address coordinator,
            long epoch,
            Hash32 payoutRoot,
            BigInteger amount,
            BigInteger committed,
            Hash32 logRoot,
            Hash32 secret,
            long finalAt)
            implements StakingEvent {}

    /** The arbiter rejected a root. */
    record RootRejected(Address coordinator, long epoch, BigInteger committed) implements StakingEvent {}

    /** A leaf was paid; {@code rootClaimed} of its root and {@code escrowClaimed} of the escrow are paid so far. */
    record Claimed(
            Address coordinator,
            Address account,
            long epoch,
            BigInteger amount,
            BigInteger rootClaimed,
            BigInteger escrowClaimed,
            boolean toPool)
            implements StakingEvent {}

    /** A coordinator announced that it takes this much back from {@code readyAt} on; 0 cancels. */
    record EscrowRequested(Address coordinator, BigInteger amount, long readyAt) implements StakingEvent {}

    /** A coordinator took some of its escrow back, {@code withdrawn} in all. */
    record EscrowWithdrawn(Address coordinator, BigInteger amount, BigInteger withdrawn) implements StakingEvent {}

    /** A role or a limit of a contract. */
    record ParameterChanged(Hash32 key, byte[] value) implements StakingEvent {}
}
