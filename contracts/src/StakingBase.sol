// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {ICuckooStaking} from "./ICuckooStaking.sol";
import {PoolMath} from "./PoolMath.sol";
import {Candidate, Cooling, Kind, Parameters, Pool, Position} from "./StakingTypes.sol";

/// @notice What every part of the staking contract shares: parameters, storage, the events that follow a change of it,
/// and the only place that sends tokens.
abstract contract StakingBase is ICuckooStaking, ReentrancyGuard {
    using PoolMath for Pool;
    using SafeCast for uint256;

    uint64 internal constant LONGEST_WAIT = 365 days;

    uint256 internal immutable MIN_MINER_STAKE;
    uint256 internal immutable MIN_COORDINATOR_STAKE;
    uint256 internal immutable MIN_VOTE;
    uint64 internal immutable COOLDOWN;
    uint64 internal immutable EVIDENCE_WINDOW;
    uint64 internal immutable EPOCH;

    /// @inheritdoc ICuckooStaking
    mapping(address staker => uint256 amount) public override free;
    /// @inheritdoc ICuckooStaking
    uint256 public override coolingCount;

    mapping(address candidate => Pool pool) internal _pools;
    mapping(address staker => mapping(address candidate => Position position)) internal _positions;
    mapping(uint256 id => Cooling cooling) internal _coolings;
    mapping(address owner => Candidate candidate) internal _candidates;

    constructor(Parameters memory p) {
        require(p.minMinerStake > 0, InvalidParameter("minMinerStake"));
        require(p.minCoordinatorStake > 0, InvalidParameter("minCoordinatorStake"));
        require(p.minVote > 0 && p.minVote <= p.minMinerStake, InvalidParameter("minVote"));
        require(p.minVote <= p.minCoordinatorStake, InvalidParameter("minVote"));
        require(p.cooldown <= LONGEST_WAIT, InvalidParameter("cooldown"));
        require(p.evidenceWindow > 0 && p.evidenceWindow < p.cooldown, InvalidParameter("evidenceWindow"));
        require(p.epoch > 0 && p.epoch <= LONGEST_WAIT, InvalidParameter("epoch"));
        MIN_MINER_STAKE = p.minMinerStake;
        MIN_COORDINATOR_STAKE = p.minCoordinatorStake;
        MIN_VOTE = p.minVote;
        COOLDOWN = p.cooldown;
        EVIDENCE_WINDOW = p.evidenceWindow;
        EPOCH = p.epoch;
        emit ParameterChanged("minMinerStake", abi.encode(p.minMinerStake));
        emit ParameterChanged("minCoordinatorStake", abi.encode(p.minCoordinatorStake));
        emit ParameterChanged("minVote", abi.encode(p.minVote));
        emit ParameterChanged("cooldown", abi.encode(p.cooldown));
        emit ParameterChanged("evidenceWindow", abi.encode(p.evidenceWindow));
        emit ParameterChanged("epoch", abi.encode(p.epoch));
    }

    /// Tokens come in through `stake()` only, so that each has an owner.
    receive() external payable {
        revert DirectTransferRefused();
    }

    /// @inheritdoc ICuckooStaking
    function parameters() external view returns (Parameters memory) {
        return Parameters({
            minMinerStake: MIN_MINER_STAKE,
            minCoordinatorStake: MIN_COORDINATOR_STAKE,
            minVote: MIN_VOTE,
            cooldown: COOLDOWN,
            evidenceWindow: EVIDENCE_WINDOW,
            epoch: EPOCH
        });
    }

    /// @inheritdoc ICuckooStaking
    function pools(address candidate) external view returns (Pool memory) {
        return _pools[candidate];
    }

    /// @inheritdoc ICuckooStaking
    function positions(address staker, address candidate) external view returns (Position memory) {
        return _positions[staker][candidate];
    }

    /// @inheritdoc ICuckooStaking
    function coolings(uint256 id) external view returns (Cooling memory) {
        return _coolings[id];
    }

    /// @inheritdoc ICuckooStaking
    function valueOf(address staker, address candidate) public view returns (uint256) {
        return _pools[candidate].valueOf(_positions[staker][candidate].shares);
    }

    /// @inheritdoc ICuckooStaking
    function nodeNonce(address node) public view virtual returns (uint256);

    function _minimumOf(Kind kind) internal view returns (uint256) {
        return kind == Kind.Coordinator ? MIN_COORDINATOR_STAKE : MIN_MINER_STAKE;
    }

    function _increaseFree(address staker, uint256 amount) internal {
        free[staker] += amount;
        emit FreeChanged(staker, amount.toInt256(), free[staker]);
    }

    function _decreaseFree(address staker, uint256 amount) internal {
        uint256 available = free[staker];
        require(amount <= available, InsufficientFree(available, amount));
        free[staker] = available - amount;
        emit FreeChanged(staker, -amount.toInt256(), available - amount);
    }

    /// To be called after every change of a pool, before `_candidateTouched`. Closing is for ever.
    function _poolChanged(address candidate) internal {
        Pool storage p = _pools[candidate];
        if (!p.closed && p.mustClose()) p.closed = true;
        emit PoolChanged(
            candidate, p.tokens, p.shares, p.coolingShares, p.acc, p.pot, p.dripAt, p.frozenUntil, p.closed
        );
    }

    /// To be called after every change of a pool: becomes active or inactive by the own stake, and tells so.
    /// @param told whether the event is due even if the candidate stays (in)active.
    function _candidateTouched(address owner, bool told) internal {
        Candidate storage c = _candidates[owner];
        uint256 ownStake = valueOf(owner, owner);
        bool active = c.registered && ownStake >= _minimumOf(c.kind);
        if (active == c.active && !told) return;
        c.active = active;
        _applyDueCommission(c);
        emit CandidateChanged(
            owner,
            c.node,
            c.kind,
            c.registered,
            active,
            ownStake,
            c.commission,
            c.nextCommission,
            c.nextAt,
            nodeNonce(c.node)
        );
    }

    /// Makes a waiting commission the present one once its time has come.
    function _applyDueCommission(Candidate storage c) internal {
        if (c.nextAt == 0 || block.timestamp < c.nextAt) return;
        c.commission = c.nextCommission;
        c.nextAt = 0;
    }

    /// The only place that sends tokens; callers have finished their own changes and hold the reentrancy lock.
    function _send(address to, uint256 amount) internal {
        (bool sent,) = to.call{value: amount}("");
        require(sent, PaymentFailed(to, amount));
    }
}
