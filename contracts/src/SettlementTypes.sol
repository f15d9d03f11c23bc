// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// A coordinator's escrow, in wei: what was deposited, taken back by the coordinator, and paid on leaves. `requested`
/// may be taken back from `readyAt` (Unix seconds; 0 = nothing requested).
struct Escrow {
    uint256 deposited;
    uint256 withdrawn;
    uint256 claimed;
    uint256 requested;
    uint64 readyAt;
}

/// A root of payouts. `standing` is the epoch of the root on which it was built (0 = none); `finalAt` in Unix seconds.
struct Root {
    bytes32 payoutRoot;
    uint256 cumulativeTotal;
    uint64 finalAt;
    uint64 standing;
    bool rejected;
}

/// A preimage of a hash chain: `keccak256` applied `e - epoch` times to the secret of epoch e gives it.
struct Reveal {
    bytes32 secret;
    uint64 epoch;
}
