// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// What a candidate does. An owner's kind is chosen once and never changes.
enum Kind {
    None,
    Miner,
    Coordinator
}

/// One candidate's pool. Every backer holds shares of `tokens` at one exchange rate, cooling shares included.
/// `acc`, `pot` and `dripAt` belong to rewards, `frozenUntil` (Unix seconds) to cases.
struct Pool {
    uint256 tokens; // wei
    uint256 shares;
    uint256 coolingShares;
    uint256 acc;
    uint256 pot;
    uint64 dripAt;
    uint64 frozenUntil;
    bool closed;
}

/// One staker's part of one pool. `paidAcc` and `owed` belong to rewards.
struct Position {
    uint256 shares;
    uint256 paidAcc;
    uint256 owed;
}

/// Shares on their way out of a pool; still liable until they are withdrawn. `readyAt` in Unix seconds.
struct Cooling {
    address staker;
    address candidate;
    uint256 shares;
    uint64 readyAt;
}

/// A registration, keyed by its owner. Commissions in basis points; `nextCommission` counts from `nextAt`
/// (Unix seconds; 0 = no change waits, and both commissions are the same).
struct Candidate {
    Kind kind;
    bool registered;
    bool active;
    address node;
    uint16 commission;
    uint16 nextCommission;
    uint64 nextAt;
}

/// Fixed for the life of a deployment. Amounts in wei, times in seconds; test networks use seconds for days.
struct Parameters {
    uint256 minMinerStake;
    uint256 minCoordinatorStake;
    uint256 minVote;
    uint64 cooldown;
    uint64 evidenceWindow;
    uint64 epoch;
}
