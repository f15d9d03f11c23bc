// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPausable} from "./Pausable.sol";
import {Escrow, Payout, Reveal, Root} from "./SettlementTypes.sol";

/// @title What coordinators commit to on chain, and how they pay
/// @notice A coordinator is its owner's address here; its node's key sends what has to be sent unattended.
/// Depositing trusts the coordinator: a refund is a leaf of its payout roots like any other payment.
interface ICuckooSettlement is IPausable {
    // ----------------------------------------------------------------------------------------------- hash chain

    /// Commits to the tip of a hash chain whose preimages are the coming epochs' secrets. Epoch e is the one of block
    /// times `[e*E, (e+1)*E)` with E the staking contract's epoch length; with f the epoch of this call's block,
    /// `keccak256` applied `e - f + 1` times to the secret of e gives the tip.
    /// Only the present node of an active coordinator may call; the tip belongs to that node's owner.
    /// A tip counts for epochs that begin after its block; a verifier takes the last tip before an epoch's first block.
    function setChainTip(bytes32 tip) external;

    /// Reveals the secret of an epoch that is over and posts the root of payouts that go with it. Only the present node of
    /// a coordinator, active or not, so that who was slashed can still pay. Epochs may be left out.
    /// The root becomes final after the root window unless the arbiter rejects it; then it stays claimable for ever.
    /// @param payoutRoot Merkle root over `leafOf`, see OpenZeppelin's MerkleProof; zero if nothing is paid
    /// @param amount sum of the root's leaves (wei), set aside of the escrow: its leaves never take more
    /// @param logRoot root of the epoch's published log
    function postEpoch(uint64 epoch, bytes32 payoutRoot, uint256 amount, bytes32 logRoot, bytes32 secret) external;

    /// Rejects a root that is not final; its amount is no longer set aside. Only the arbiter of the staking contract.
    function rejectRoot(address coordinator, uint64 epoch) external;

    // -------------------------------------------------------------------------------------------------- escrow

    /// Adds `msg.value` to a registered coordinator's escrow, for the app that `appRef` names to that coordinator.
    function deposit(address coordinator, bytes32 appRef) external payable;

    /// Pays what leaves of final roots say, to the account itself or, with `toPool`, as rewards to its pool. Anybody may
    /// call. Each leaf is paid once; those that were paid before are passed over, and at least one must be left.
    function claim(address coordinator, address account, bool toPool, Payout[] calldata payouts) external;

    /// Announces that the calling coordinator will take this much of its escrow; replaces an earlier request, 0 cancels.
    function requestEscrow(uint256 amount) external;

    /// Pays the calling coordinator what it requested, as far as no root commits it: once the escrow window is over, and
    /// within another one, so that a request is no notice for what is deposited long after.
    function withdrawEscrow() external;

    // --------------------------------------------------------------------------------------------------- views

    /// The staking contract that says who is a coordinator, and who the arbiter.
    function staking() external view returns (address);
    /// Seconds until a root is final.
    function rootWindow() external view returns (uint64);
    /// Seconds from a request for escrow to its payment.
    function escrowWindow() external view returns (uint64);
    /// The tip a coordinator (its owner's address) committed to last, or zero.
    function chainTip(address coordinator) external view returns (bytes32);
    /// The last secret that a coordinator revealed under its present tip (the tip itself before the first).
    function lastReveal(address coordinator) external view returns (Reveal memory);
    function escrows(address coordinator) external view returns (Escrow memory);
    function roots(address coordinator, uint64 epoch) external view returns (Root memory);
    /// Whether the leaf, a `leafOf`, was paid.
    function isClaimed(bytes32 leaf) external view returns (bool);
    /// What the coordinator could request now: what it holds and no root commits (wei).
    function uncommitted(address coordinator) external view returns (uint256);
    /// `keccak256(keccak256(abi.encode(chainId, this, coordinator, epoch, account, amount, toPool)))`.
    function leafOf(address coordinator, uint64 epoch, address account, uint256 amount, bool toPool)
        external
        view
        returns (bytes32);

    // -------------------------------------------------------------------------------------------------- events

    event TipSet(address indexed coordinator, bytes32 tip);
    event Deposited(
        address indexed coordinator, address indexed payer, bytes32 indexed appRef, uint256 amount, uint256 deposited
    );
    event EpochPosted(
        address indexed coordinator,
        uint64 indexed epoch,
        bytes32 payoutRoot,
        uint256 amount,
        uint256 committed,
        bytes32 logRoot,
        bytes32 secret,
        uint64 finalAt
    );
    event RootRejected(address indexed coordinator, uint64 indexed epoch, uint256 committed);
    /// `rootClaimed` and `escrowClaimed` are what was paid of this root and of the whole escrow so far.
    event Claimed(
        address indexed coordinator,
        address indexed account,
        uint64 epoch,
        uint256 amount,
        uint256 rootClaimed,
        uint256 escrowClaimed,
        bool toPool
    );
    event EscrowRequested(address indexed coordinator, uint256 amount, uint64 readyAt);
    event EscrowWithdrawn(address indexed coordinator, uint256 amount, uint256 withdrawn);

    // -------------------------------------------------------------------------------------------------- errors

    /// The caller is not the present node of a coordinator.
    error NotCoordinatorNode(address caller);
    /// The coordinator is not active, which is needed to set a tip.
    error CoordinatorInactive(address coordinator);
    /// The address is no registered coordinator.
    error NotCoordinator(address account);
    /// The tip is zero.
    error EmptyTip();
    /// A payout root needs an amount, and an amount a root (wei).
    error RootWithoutAmount(bytes32 payoutRoot, uint256 amount);
    /// Tokens were sent without a call.
    error DirectTransferRefused();
    /// The amount is zero.
    error ZeroAmount();
    /// The epoch is not over at this block's time (epoch numbers).
    error EpochNotOver(uint64 epoch, uint64 present);
    /// The epoch is not after the last revealed one or, before the first reveal, not after the tip's.
    error EpochPassed(uint64 epoch, uint64 last);
    /// The secret does not lead to the tip in this many steps; or the coordinator has no tip, or none for this epoch.
    error SecretWrong(uint64 epoch, uint64 steps);
    /// More epochs lie between this one and the last reveal than one call can hash over; one between comes first.
    error SecretTooFar(uint64 steps, uint64 longest);
    /// The epoch has no root that stands.
    error NoRoot(address coordinator, uint64 epoch);
    /// The root is final since then (Unix seconds) and stays.
    error RootFinal(uint64 finalAt);
    /// The root is final only then (Unix seconds).
    error RootNotFinal(uint64 finalAt);
    /// The leaf is not in this epoch's root.
    error ProofInvalid(uint64 epoch);
    /// No leaf was named, or all were paid before.
    error NothingToClaim();
    /// The root's leaves say more than was set aside for them, and too little of that is left (wei).
    error RootSpent(uint64 epoch, uint256 left, uint256 needed);
    /// The escrow has less that no root commits than is asked for (wei).
    error EscrowTooSmall(uint256 available, uint256 needed);
    /// No escrow was requested.
    error NoEscrowRequest();
    /// The request for escrow is not ready (Unix seconds).
    error EscrowNotReady(uint64 readyAt);
    /// The request for escrow was good until then (Unix seconds).
    error EscrowRequestOver(uint64 until);
    /// The receiver refused the payment.
    error PaymentFailed(address to, uint256 amount);
}
