// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {HashChains} from "./HashChains.sol";
import {ICuckooSettlement} from "./ICuckooSettlement.sol";
import {ICuckooStaking} from "./ICuckooStaking.sol";
import {Pausable} from "./Pausable.sol";
import {Escrow, Root} from "./SettlementTypes.sol";
import {Candidate, Governance, Kind} from "./StakingTypes.sol";

/// @title CuckooSettlement
/// @notice Apps pay into a coordinator's escrow; the coordinator posts roots of what it owes to everyone so far; whoever
/// a root names takes the difference to what was paid before. Totals only grow and never exceed the escrow.
contract CuckooSettlement is HashChains, Pausable, ReentrancyGuard {
    using SafeCast for uint256;

    uint64 internal constant LONGEST_WAIT = 365 days;
    /// Roots of one coordinator that may wait to be final: bounds what a rejection has to walk over.
    uint256 internal constant MOST_PENDING = 64;

    uint64 internal immutable ROOT_WINDOW;
    uint64 internal immutable ESCROW_WINDOW;

    /// @inheritdoc ICuckooSettlement
    mapping(address coordinator => uint64 epoch) public override standingEpoch;
    /// @inheritdoc ICuckooSettlement
    mapping(address coordinator => mapping(address account => mapping(bool toPool => uint256 amount)))
        public
        override claimed;

    mapping(address coordinator => Escrow escrow) internal _escrows;
    mapping(address coordinator => mapping(uint64 epoch => Root root)) internal _roots;
    /// All epochs ever posted, rising.
    mapping(address coordinator => uint64[] epochs) internal _posted;

    constructor(ICuckooStaking stakingContract, uint64 window, uint64 escrowWait) HashChains(stakingContract) {
        require(window > 0 && window <= LONGEST_WAIT, InvalidParameter("rootWindow"));
        // What was earned before a request can still be posted, and become final, before the escrow is gone.
        require(escrowWait > window && escrowWait <= LONGEST_WAIT, InvalidParameter("escrowWindow"));
        ROOT_WINDOW = window;
        ESCROW_WINDOW = escrowWait;
        emit ParameterChanged("rootWindow", abi.encode(window));
        emit ParameterChanged("escrowWindow", abi.encode(escrowWait));
    }

    /// Tokens come in through named calls only.
    receive() external payable {
        revert DirectTransferRefused();
    }

    /// @inheritdoc ICuckooSettlement
    function deposit(address coordinator, bytes32 appRef) external payable whenNotPaused {
        require(msg.value > 0, ZeroAmount());
        Candidate memory c = STAKING.candidates(coordinator);
        require(c.kind == Kind.Coordinator && c.registered, NotCoordinator(coordinator));
        Escrow storage e = _escrows[coordinator];
        e.deposited += msg.value;
        emit Deposited(coordinator, msg.sender, appRef, msg.value, e.deposited);
    }

    /// @inheritdoc ICuckooSettlement
    function postEpoch(uint64 epoch, bytes32 payoutRoot, uint256 cumulativeTotal, bytes32 logRoot, bytes32 secret)
        external
        whenNotPaused
    {
        address coordinator = _coordinatorOf(msg.sender);
        require(payoutRoot != bytes32(0), EmptyRoot());
        _requireNext(coordinator, epoch);
        _reveal(coordinator, epoch, secret);
        uint64 standing = standingEpoch[coordinator];
        uint256 before = _roots[coordinator][standing].cumulativeTotal;
        require(cumulativeTotal >= before, TotalFell(cumulativeTotal, before));
        Escrow storage e = _escrows[coordinator];
        uint256 held = e.deposited - e.withdrawn;
        require(cumulativeTotal <= held, TotalAboveEscrow(cumulativeTotal, held));

        uint64 finalAt = block.timestamp.toUint64() + ROOT_WINDOW;
        _roots[coordinator][epoch] = Root(payoutRoot, cumulativeTotal, finalAt, standing, false);
        _posted[coordinator].push(epoch);
        standingEpoch[coordinator] = epoch;
        emit EpochPosted(coordinator, epoch, payoutRoot, cumulativeTotal, logRoot, secret, finalAt);
    }

    /// @inheritdoc ICuckooSettlement
    function rejectRoot(address coordinator, uint64 epoch) external {
        require(msg.sender == STAKING.governance().arbiter, NotAllowed(msg.sender));
        Root storage root = _standingRoot(coordinator, epoch);
        require(block.timestamp < root.finalAt, RootFinal(root.finalAt));
        standingEpoch[coordinator] = root.standing;
        uint64[] storage posted = _posted[coordinator];
        for (uint256 i = posted.length; i > 0 && posted[i - 1] >= epoch; --i) {
            Root storage later = _roots[coordinator][posted[i - 1]];
            if (later.rejected) continue;
            later.rejected = true;
            emit RootRejected(coordinator, posted[i - 1]);
        }
    }

    /// @inheritdoc ICuckooSettlement
    function claim(
        address coordinator,
        uint64 epoch,
        address account,
        uint256 cumulative,
        bool toPool,
        bytes32[] calldata proof
    ) external nonReentrant {
        Root storage root = _standingRoot(coordinator, epoch);
        require(block.timestamp >= root.finalAt, RootNotFinal(root.finalAt));
        bytes32 leaf = leafOf(coordinator, epoch, account, cumulative, toPool);
        require(MerkleProof.verifyCalldata(proof, root.payoutRoot, leaf), ProofInvalid());
        uint256 before = claimed[coordinator][account][toPool];
        require(cumulative > before, NothingToClaim(before));
        uint256 amount = cumulative - before;
        Escrow storage e = _escrows[coordinator];
        uint256 left = e.deposited - e.withdrawn - e.claimed;
        require(amount <= left, EscrowTooSmall(left, amount));
        claimed[coordinator][account][toPool] = cumulative;
        e.claimed += amount;
        emit Claimed(coordinator, account, epoch, amount, cumulative, toPool);
        if (toPool) STAKING.fundRewards{value: amount}(account);
        else _send(account, amount);
    }

    /// @inheritdoc ICuckooSettlement
    function requestEscrow(uint256 amount) external {
        uint256 available = uncommitted(msg.sender);
        require(amount <= available, EscrowTooSmall(available, amount));
        Escrow storage e = _escrows[msg.sender];
        e.requested = amount;
        e.readyAt = amount == 0 ? 0 : block.timestamp.toUint64() + ESCROW_WINDOW;
        emit EscrowRequested(msg.sender, amount, e.readyAt);
    }

    /// @inheritdoc ICuckooSettlement
    function withdrawEscrow() external nonReentrant {
        Escrow storage e = _escrows[msg.sender];
        require(e.readyAt != 0 && block.timestamp >= e.readyAt, EscrowNotReady(e.readyAt));
        uint256 available = uncommitted(msg.sender);
        require(available > 0, EscrowTooSmall(0, e.requested));
        uint256 amount = Math.min(e.requested, available);
        e.requested = 0;
        e.readyAt = 0;
        e.withdrawn += amount;
        emit EscrowWithdrawn(msg.sender, amount, e.withdrawn);
        _send(msg.sender, amount);
    }

    /// @inheritdoc ICuckooSettlement
    function uncommitted(address coordinator) public view returns (uint256) {
        Escrow storage e = _escrows[coordinator];
        uint256 total = _roots[coordinator][standingEpoch[coordinator]].cumulativeTotal;
        return e.deposited - e.withdrawn - Math.max(total, e.claimed);
    }

    /// @inheritdoc ICuckooSettlement
    function leafOf(address coordinator, uint64 epoch, address account, uint256 cumulative, bool toPool)
        public
        view
        returns (bytes32)
    {
        bytes memory fields = abi.encode(block.chainid, address(this), coordinator, epoch, account, cumulative, toPool);
        return keccak256(bytes.concat(keccak256(fields)));
    }

    /// @inheritdoc ICuckooSettlement
    function rootWindow() external view returns (uint64) {
        return ROOT_WINDOW;
    }

    /// @inheritdoc ICuckooSettlement
    function escrowWindow() external view returns (uint64) {
        return ESCROW_WINDOW;
    }

    /// @inheritdoc ICuckooSettlement
    function escrows(address coordinator) external view returns (Escrow memory) {
        return _escrows[coordinator];
    }

    /// @inheritdoc ICuckooSettlement
    function roots(address coordinator, uint64 epoch) external view returns (Root memory) {
        return _roots[coordinator][epoch];
    }

    function _requirePauser(address caller) internal view override {
        Governance memory g = STAKING.governance();
        require(caller == g.pauseGuardian || caller == g.governor, NotAllowed(caller));
    }

    function _longestPause() internal view override returns (uint64) {
        return STAKING.parameters().longestPause;
    }

    function _standingRoot(address coordinator, uint64 epoch) private view returns (Root storage root) {
        root = _roots[coordinator][epoch];
        require(root.payoutRoot != bytes32(0) && !root.rejected, NoRoot(coordinator, epoch));
    }

    /// Epochs rise, and few enough roots are waiting to be final.
    function _requireNext(address coordinator, uint64 epoch) private view {
        uint64[] storage posted = _posted[coordinator];
        uint256 count = posted.length;
        if (count > 0) require(epoch > posted[count - 1], EpochPassed(epoch, posted[count - 1]));
        if (count < MOST_PENDING) return;
        Root storage oldest = _roots[coordinator][posted[count - MOST_PENDING]];
        require(oldest.rejected || block.timestamp >= oldest.finalAt, TooManyPending(oldest.finalAt));
    }

    /// The only place that sends tokens; callers have finished their own changes and hold the reentrancy lock.
    function _send(address to, uint256 amount) private {
        (bool sent,) = to.call{value: amount}("");
        require(sent, PaymentFailed(to, amount));
    }
}
