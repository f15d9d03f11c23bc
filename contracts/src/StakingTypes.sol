// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// What a candidate does. An owner's kind is chosen once and never changes.
enum Kind {
    None,
    Miner,
    Coordinator
}

/// Where a case stands. `Rejected`, `Vetoed`, `Executed` and `Expired` are final.
enum Status {
    None,
    Proposed,
    Decided,
    Rejected,
    Vetoed,
    Executed,
    Expired
}

/// One candidate's pool. Every backer holds shares of `tokens` at one exchange rate, cooling shares included.
struct Pool {
    uint256 tokens; // wei
    uint256 shares;
    uint256 coolingShares;
    uint256 acc; // rewards per active share since the beginning, wei * 10^27
    uint256 pot; // rewards that still have to drip, wei
    uint64 dripAt; // until when rewards have dripped, Unix seconds
    uint64 frozenUntil; // end of the last case's freeze, Unix seconds
    bool closed; // takes no deposits any more
}

/// One staker's part of one pool. `owed` are rewards in wei up to the accumulator `paidAcc`.
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

/// An accusation. `bps` is the part of the pool that is cut; times in Unix seconds, the bond in wei.
struct Case {
    address candidate;
    address proposer;
    uint256 bond;
    bytes32 resultDigest;
    uint16 bps;
    uint64 openedAt;
    uint64 decidedAt;
    uint64 deadline;
    Status status;
    bool answered;
}

/// Fixed for the life of a deployment. Amounts in wei, times in seconds, parts in basis points; test networks use
/// seconds for days.
struct Parameters {
    uint256 minMinerStake;
    uint256 minCoordinatorStake;
    uint256 minVote;
    uint64 cooldown;
    uint64 evidenceWindow;
    uint64 epoch;
    uint64 dripPeriod;
    uint64 answerWindow;
    uint64 vetoWindow;
    uint64 caseWindow;
    uint64 accusationPause;
    uint64 longestPause;
    uint16 slashCeilingBps;
    uint16 treasuryCeilingBps;
}

/// Who decides what, and the limits that the governor may move within the fixed ceilings. The governor itself is fixed.
struct Governance {
    address governor;
    address arbiter;
    address treasury;
    address pauseGuardian;
    uint256 caseBond; // wei
    uint16 maxSlashBps;
    uint16 treasuryShareBps; // of a cut; the rest is burned
}
