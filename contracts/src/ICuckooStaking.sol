// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPausable} from "./Pausable.sol";
import {Candidate, Case, Cooling, Governance, Kind, Parameters, Pool, Position, Status} from "./StakingTypes.sol";

/// @title Stakes, votes and registrations of the Cuckoo network
/// @notice Events carry the state after the call, so a reader keeps the last row per key and undoes a reorganisation
/// by going back to the row before.
interface ICuckooStaking is IPausable {
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

    /// Ends cooled entries of the caller at the rate of now, into free stake or paid out. Cases hold them, but no
    /// longer than a case's time after they were ready: those that open later can't be about what these shares backed.
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

    // ------------------------------------------------------------------------------------------------- rewards

    /// Gives `msg.value` to a candidate's pool: its commission to the owner's credit, the rest into the pot, from which
    /// it drips to the active shares over the drip period.
    function fundRewards(address c) external payable;

    /// Pays the caller's rewards in these pools out.
    function claimRewards(address[] calldata c) external;

    /// Pays the caller's credit out: commissions, bonds, the treasury's part of cuts.
    function claimCredit() external;

    // --------------------------------------------------------------------------------------------------- cases

    /// Accuses a candidate; only an active coordinator or the governor, with the case bond as `msg.value`. Freezes the
    /// pool until the case's deadline: no withdrawals, no votes by others. The next accusation of the same candidate by the
    /// same proposer is possible once the case was executed, else the accusation pause after the rejection, veto or deadline.
    /// @param resultDigest what the accused signed, or a digest of the fault; serves once per candidate if executed
    /// @param evidence hash of what lies at `uri`
    /// @param offenceAt when it happened, Unix seconds, at most the evidence window ago
    function propose(address c, bytes32 resultDigest, bytes32 evidence, string calldata uri, uint64 offenceAt)
        external
        payable
        returns (uint256 id);

    /// The accused's answer, once, within the answer window.
    function answer(uint256 id, bytes32 hash, string calldata uri) external;

    /// The arbiter's decision: the part of the pool to be cut, or 0 to reject. After the answer or its window; a cut early
    /// enough that a veto and the execution fit in before the deadline, a rejection before it.
    function decide(uint256 id, uint16 bps) external;

    /// The governor stops a decided case within the veto window.
    function veto(uint256 id) external;

    /// Cuts the pool as decided; anybody, after the veto window and before the deadline.
    function execute(uint256 id) external;

    /// Closes a case that was not executed by its deadline; anybody.
    function expire(uint256 id) external;

    // ---------------------------------------------------------------------------------------------- governance

    /// Appoints who decides cases and rejects roots; never the governor, nor anybody who ever registered as a candidate,
    /// so that nobody decides a case of its own. Cases at hand pass to the new one.
    function setArbiter(address arbiter) external;
    /// Sets who receives the treasury's part of a cut and how much that is, up to the ceiling.
    function setTreasury(address treasury, uint16 shareBps) external;
    /// Sets who may pause beside the governor; zero for nobody.
    function setPauseGuardian(address guardian) external;
    /// Sets what an accusation costs, more than zero and at most the minimum stake of a coordinator.
    function setCaseBond(uint256 bond) external;
    /// Sets the largest cut of one case, up to the ceiling.
    function setMaxSlash(uint16 bps) external;
    /// Publishes the hash of the rules by which results of a model are checked; zero takes it back.
    function setModelPolicy(bytes32 model, bytes32 policy) external;
    /// Appoints or dismisses a referee, whose word counts in disputes about results.
    function setReferee(address account, bool appointed) external;

    // --------------------------------------------------------------------------------------------------- views

    function parameters() external view returns (Parameters memory);
    function governance() external view returns (Governance memory);
    function modelPolicy(bytes32 model) external view returns (bytes32);
    function isReferee(address account) external view returns (bool);
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
    /// Wei that `claimRewards` would pay for this position now.
    function rewardsOf(address staker, address candidate) external view returns (uint256);
    /// Wei that `claimCredit` would pay.
    function credit(address account) external view returns (uint256);
    function cases(uint256 id) external view returns (Case memory);
    /// The number of cases ever opened; ids run from 1 to it.
    function caseCount() external view returns (uint256);
    /// Whether a case about this digest was executed against the candidate.
    function isPunished(address candidate, bytes32 digest) external view returns (bool);
    /// From when on the proposer may accuse the candidate again (Unix seconds); 0 = at any time.
    function accusableFrom(address proposer, address candidate) external view returns (uint64);

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
    event RewardsFunded(address indexed candidate, uint256 amount, uint256 commission);
    event RewardsClaimed(address indexed staker, address indexed candidate, uint256 amount);
    event CreditChanged(address indexed account, int256 delta, uint256 credit);
    event CaseOpened(
        uint256 indexed id,
        address indexed candidate,
        address indexed proposer,
        bytes32 resultDigest,
        bytes32 evidence,
        string uri,
        uint256 bond,
        uint64 offenceAt,
        uint64 deadline
    );
    event CaseAnswered(uint256 indexed id, bytes32 hash, string uri);
    event CaseChanged(uint256 indexed id, Status status, uint16 bps, uint256 burned, uint256 toTreasury);

    // -------------------------------------------------------------------------------------------------- errors

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
    /// A case holds the pool, or what cools in it, until then (Unix seconds).
    error PoolFrozen(address candidate, uint64 until);
    /// There is nothing to pay out.
    error NothingToClaim();
    /// The bond must be exactly what an accusation costs (wei).
    error WrongBond(uint256 sent, uint256 needed);
    /// A case must name what it is about.
    error EmptyDigest();
    /// The candidate was cut for this already.
    error AlreadyPunished(address candidate, bytes32 digest);
    /// The offence lies in the future or longer ago than the evidence window (Unix seconds).
    error OffenceOutOfWindow(uint64 offenceAt, uint64 present);
    /// A case of the caller's against this candidate is open or failed; the next may open then (Unix seconds).
    error AccusationTooSoon(address candidate, uint64 from);
    /// The case is in another status than the call needs, or there is no such case.
    error WrongStatus(uint256 id, Status status);
    /// The accused has answered.
    error AlreadyAnswered(uint256 id);
    /// The step's time has not come (Unix seconds).
    error TooEarly(uint256 id, uint64 from);
    /// The step's time is over (Unix seconds, the last moment).
    error TooLate(uint256 id, uint64 until);
    /// The cut is larger than a case may be.
    error SlashTooHigh(uint16 bps, uint16 maximum);
    /// The receiver refused the payment.
    error PaymentFailed(address to, uint256 amount);
}
