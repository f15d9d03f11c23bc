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
import {Escrow, Payout, Root} from "./SettlementTypes.sol";
import {Candidate, Governance, Kind} from "./StakingTypes.sol";

/// @title CuckooSettlement
/// @notice Apps pay into a coordinator's escrow; for each epoch the coordinator posts a root of what it owes, and with it
/// sets so much of the escrow aside; whoever the root names takes its part. A root pays out of its own amount only, so
/// nothing that is posted later, true or false, takes what a final one promised.
contract CuckooSettlement is HashChains, Pausable, ReentrancyGuard {
    using SafeCast for uint256;

    uint64 internal constant LONGEST_WAIT = 365 days;

    uint64 internal immutable ROOT_WINDOW;
    uint64 internal immutable ESCROW_WINDOW;

    /// @inheritdoc ICuckooSettlement
    mapping(bytes32 leaf => bool paid) public override isClaimed;

    mapping(address coordinator => Escrow escrow) internal _escrows;
    mapping(address coordinator => mapping(uint64 epoch => Root root)) internal _roots;

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
    function postEpoch(uint64 epoch, bytes32 payoutRoot, uint256 amount, bytes32 logRoot, bytes32 secret)
        external
        whenNotPaused
    {
        address coordinator = _coordinatorOf(msg.sender);
        require((payoutRoot == bytes32(0)) == (amount == 0), RootWithoutAmount(payoutRoot, amount));
        _reveal(coordinator, epoch, secret);
        uint256 available = uncommitted(coordinator);
        require(amount <= available, EscrowTooSmall(available, amount));
        Escrow storage e = _escrows[coordinator];
        e.committed += amount;
        uint64 finalAt = block.timestamp.toUint64() + ROOT_WINDOW;
        _roots[coordinator][epoch] = Root(payoutRoot, amount, 0, finalAt, false);
        emit EpochPosted(coordinator, epoch, payoutRoot, amount, e.committed, logRoot, secret, finalAt);
    }

    /// @inheritdoc ICuckooSettlement
    function rejectRoot(address coordinator, uint64 epoch) external {
        require(msg.sender == STAKING.governance().arbiter, NotAllowed(msg.sender));
        Root storage root = _standingRoot(coordinator, epoch);
        require(block.timestamp < root.finalAt, RootFinal(root.finalAt));
        root.rejected = true;
        Escrow storage e = _escrows[coordinator];
        e.committed -= root.amount;
        emit RootRejected(coordinator, epoch, e.committed);
    }

    /// @inheritdoc ICuckooSettlement
    function claim(address coordinator, address account, bool toPool, Payout[] calldata payouts) external nonReentrant {
        uint256 sum = 0;
        for (uint256 i = 0; i < payouts.length; ++i) {
            sum += _take(coordinator, account, toPool, payouts[i]);
        }
        require(sum > 0, NothingToClaim());
        if (toPool) STAKING.fundRewards{value: sum}(account);
        else _send(account, sum);
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
        require(e.readyAt != 0, NoEscrowRequest());
        require(block.timestamp >= e.readyAt, EscrowNotReady(e.readyAt));
        uint64 until = e.readyAt + ESCROW_WINDOW;
        require(block.timestamp < until, EscrowRequestOver(until));
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
        return e.deposited - e.withdrawn - e.committed;
    }

    /// @inheritdoc ICuckooSettlement
    function leafOf(address coordinator, uint64 epoch, address account, uint256 amount, bool toPool)
        public
        view
        returns (bytes32)
    {
        bytes memory fields = abi.encode(block.chainid, address(this), coordinator, epoch, account, amount, toPool);
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
        require(root.finalAt != 0 && !root.rejected, NoRoot(coordinator, epoch));
    }

    /// Pays a leaf in the books; nothing if somebody claimed it before, so that nobody spoils a claim of several.
    function _take(address coordinator, address account, bool toPool, Payout calldata payout)
        private
        returns (uint256 amount)
    {
        Root storage root = _standingRoot(coordinator, payout.epoch);
        require(block.timestamp >= root.finalAt, RootNotFinal(root.finalAt));
        amount = payout.amount;
        bytes32 leaf = leafOf(coordinator, payout.epoch, account, amount, toPool);
        require(MerkleProof.verifyCalldata(payout.proof, root.payoutRoot, leaf), ProofInvalid(payout.epoch));
        if (isClaimed[leaf]) return 0;
        isClaimed[leaf] = true;
        uint256 left = root.amount - root.claimed;
        require(amount <= left, RootSpent(payout.epoch, left, amount));
        root.claimed += amount;
        Escrow storage e = _escrows[coordinator];
        e.claimed += amount;
        emit Claimed(coordinator, account, payout.epoch, amount, root.claimed, e.claimed, toPool);
    }

    /// The only place that sends tokens; callers have finished their own changes and hold the reentrancy lock.
    function _send(address to, uint256 amount) private {
        (bool sent,) = to.call{value: amount}("");
        require(sent, PaymentFailed(to, amount));
    }
}
