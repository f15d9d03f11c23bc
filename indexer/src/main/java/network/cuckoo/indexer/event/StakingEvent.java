package network.cuckoo.indexer.event;

import java.math.BigInteger;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;

/**
 * An event of the staking or the settlement contract, with the names of CONTRACTS.md. Each carries the state after its call.
 * Amounts in wei, shares in the pool's own unit, times in Unix seconds.
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

    /** A pool, as it is now. */
    record PoolChanged(
            Address candidate,
            BigInteger tokens,
            BigInteger shares,
            BigInteger coolingShares,
            long frozenUntil,
            boolean closed)
            implements StakingEvent {}

    /** A registration, as it is now. {@code kind} is the contract's number. */
    record CandidateChanged(
            Address owner,
            Address node,
            int kind,
            boolean registered,
            boolean active,
            BigInteger ownStake,
            int commissionBps,
            BigInteger nodeNonce)
            implements StakingEvent {}

    /** A candidate's introduction. What people wrote: any text without the character NUL. */
    record InfoChanged(Address owner, String url, String info) implements StakingEvent {}

    /** A coordinator (its owner) committed to a hash chain. */
    record TipSet(Address coordinator, Hash32 tip) implements StakingEvent {}

    /** A role or a limit of a contract. */
    record ParameterChanged(Hash32 key, byte[] value) implements StakingEvent {}
}
