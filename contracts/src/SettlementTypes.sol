// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// A coordinator's escrow, in wei: what was deposited, taken back by the coordinator, set aside for roots that were not
/// rejected, and paid of that. `requested` may be taken back for one escrow window from `readyAt` on (Unix seconds; 0 =
/// nothing requested).
struct Escrow {
    uint256 deposited;
    uint256 withdrawn;
    uint256 committed;
    uint256 claimed;
    uint256 requested;
    uint64 readyAt;
}

/// A root of payouts: `amount` was set aside for its leaves, `claimed` of that is paid (wei); `finalAt` in Unix seconds,
/// 0 = never posted. An epoch without payouts has neither root nor amount.
struct Root {
    bytes32 payoutRoot;
    uint256 amount;
    uint256 claimed;
    uint64 finalAt;
    bool rejected;
}

/// A leaf of an epoch's payout root without its account: wei, and the siblings on its way up.
struct Payout {
    uint64 epoch;
    uint256 amount;
    bytes32[] proof;
}

/// A preimage of a hash chain: `keccak256` applied `e - epoch` times to the secret of epoch e gives it.
struct Reveal {
    bytes32 secret;
    uint64 epoch;
}
