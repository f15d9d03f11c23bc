// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Candidate, Cooling, Kind, Parameters, Pool, Position} from "./StakingTypes.sol";

/// @title Stakes, votes and registrations of the Cuckoo network
/// @notice Events carry the state after the call, so a reader keeps the last row per key and undoes a reorganisation
/// by going back to the row before.
interface ICuckooStaking {
    // ---------------------------------------------------------------------------------------------- free stake

    /// Adds `msg.value` to the caller's free stake, which backs nobody and has no weight.
    function stake() external payable;

    /// Pays `amount` wei of the caller's free stake out at once.
    function unstake(uint256 amount) external;

    // --------------------------------------------------------------------------------------------------- votes

    /// Moves free stake into the pools of candidates, `amounts[i]` wei to `c[i]`.
    /// A late voter shares the cuts for earlier faults.
    function vote(address[] calldata c, uint256[] calldata amounts) external;

    /// Starts the cooldown for `shares[i]` of the caller's position in `c[i]`. They stay liable until withdrawn.
    function unvote(address[] calldata c, uint256[] calldata shares) external;

    /// Ends cooled entries of the caller at the rate of now, into free stake or paid out.
    function withdraw(uint256[] calldata ids, bool toFree) external;

    // -------------------------------------------------------------------------------------------- registration

    /// Registers the caller with a node that agreed by `sig` (see `consentDigest`), after voting `ownVote` wei of the
    /// caller's free stake for itself. A deregistered owner may come back as the kind it was; a commission above its
    /// old one then waits as in `setCommission`.
    function register(
        Kind k,
        address node,
        uint256 ownVote,
        uint16 commission,
        string calldata url,
        string calldata info,
        uint256 deadline,
        bytes calldata sig
    ) external;

    /// Replaces the caller's node at once. The old node stays bound to this owner for ever.
    function rotateNode(address node, uint256 deadline, bytes calldata sig) external;

    /// Publishes a new address and introduction.
    function updateInfo(string calldata url, string calldata info) external;

    /// Sets the commission in basis points: a cut counts at once and cancels a waiting rise; a rise counts after the
    /// cooldown and one epoch, so that backers can leave first.
    function setCommission(uint16 bps) external;

    /// Ends the registration. The pool, its cooling entries and their liability stay as they are.
    function deregister() external;

    // --------------------------------------------------------------------------------------------------- views

    function parameters() external view returns (Parameters memory);
    function free(address staker) external view returns (uint256);
    function pools(address candidate) external view returns (Pool memory);
    function positions(address staker, address candidate) external view returns (Position memory);
    function coolings(uint256 id) external view returns (Cooling memory);
    /// The number of cooling entries ever made; ids run from 1 to it.
    function coolingCount() external view returns (uint256);
    /// The registration of an owner; a commission whose time has come is already applied.
    function candidates(address owner) external view returns (Candidate memory);
    /// The owner to which a node was ever bound, or zero. Permanent.
    function nodeOwner(address node) external view returns (address);
    /// The nonce that the node's next consent must carry.
    function nodeNonce(address node) external view returns (uint256);
    /// The EIP-712 digest a node signs to agree to an owner, with the node's present nonce.
    function consentDigest(address owner, address node, Kind kind, uint256 deadline) external view returns (bytes32);
    /// Wei that a position is worth now, cooling shares not counted.
    function valueOf(address staker, address candidate) external view returns (uint256);
    /// Weight in the draw: the active tokens of the pool, zero unless registered and active.
    function weightOf(address candidate) external view returns (uint256);
    /// Wei that the owner must vote for itself to reach its minimum, rounded up, at least the minimum vote; 0 if met.
    function topUpNeeded(address candidate) external view returns (uint256);

    // -------------------------------------------------------------------------------------------------- events

    event FreeChanged(address indexed staker, int256 delta, uint256 free);
    event PositionChanged(address indexed staker, address indexed candidate, int256 shareDelta, uint256 shares);
    event CoolingStarted(
        uint256 indexed id, address indexed staker, address indexed candidate, uint256 shares, uint64 readyAt
    );
    event CoolingWithdrawn(uint256 indexed id, uint256 amount, bool toFree);
    event PoolChanged(
        address indexed candidate,
        uint256 tokens,
        uint256 shares,
        uint256 coolingShares,
        uint256 acc,
        uint256 pot,
        uint64 dripAt,
        uint64 frozenUntil,
        bool closed
    );
    event CandidateChanged(
        address indexed owner,
        address indexed node,
        Kind kind,
        bool registered,
        bool active,
        uint256 ownStake,
        uint16 commission,
        uint16 nextCommission,
        uint64 nextAt,
        uint256 nodeNonce
    );
    event InfoChanged(address indexed owner, string url, string info);
    event ParameterChanged(bytes32 indexed key, bytes value);

    // -------------------------------------------------------------------------------------------------- errors

    /// A constructor parameter is out of its range; `key` is its name.
    error InvalidParameter(bytes32 key);
    /// Tokens were sent without a call; stake through `stake()`.
    error DirectTransferRefused();
    /// The amount is zero.
    error ZeroAmount();
    /// Two arrays of a call differ in length, or are empty.
    error BadArrays(uint256 first, uint256 second);
    /// The caller's free stake is smaller than the call needs (wei).
    error InsufficientFree(uint256 available, uint256 needed);
    /// The caller's position is smaller than the call needs (shares).
    error InsufficientShares(address candidate, uint256 available, uint256 needed);
    /// A vote is below the minimum vote (wei).
    error VoteTooSmall(uint256 amount, uint256 minimum);
    /// The address is not registered as a candidate.
    error NotRegistered(address candidate);
    /// The caller is registered already.
    error AlreadyRegistered(address owner);
    /// The kind is none, or differs from the kind this owner registered as before.
    error KindRefused(Kind wanted, Kind held);
    /// The pool was cut so deeply that it takes no deposits any more.
    error PoolIsClosed(address candidate);
    /// The caller's stake in its own pool is below the minimum of its kind (wei).
    error OwnStakeTooLow(uint256 ownStake, uint256 minimum);
    /// A commission above 100 %.
    error CommissionTooHigh(uint16 bps);
    /// The address or the introduction is longer than allowed (bytes).
    error InfoTooLong(uint256 length, uint256 maximum);
    /// The node must be another address than its owner's.
    error NodeIsOwner(address node);
    /// The node is already this candidate's node.
    error NodeUnchanged(address node);
    /// The node was bound to another owner, and nodes never change owners.
    error NodeTaken(address node, address owner);
    /// The node's consent ran out (Unix seconds).
    error ConsentExpired(uint256 deadline);
    /// The signature is not the node's for exactly these terms and its present nonce.
    error ConsentInvalid(address node);
    /// No such cooling entry, or it was withdrawn.
    error CoolingUnknown(uint256 id);
    /// The cooling entry belongs to another staker.
    error CoolingNotYours(uint256 id, address staker);
    /// The cooldown still runs (Unix seconds).
    error CoolingNotReady(uint256 id, uint64 readyAt);
    /// The receiver refused the payment.
    error PaymentFailed(address to, uint256 amount);
}
