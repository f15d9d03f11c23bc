// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {ICuckooStaking} from "./ICuckooStaking.sol";
import {PoolMath} from "./PoolMath.sol";
import {StakingParameters} from "./StakingParameters.sol";
import {Candidate, Cooling, Governance, Kind, Parameters, Pool, Position} from "./StakingTypes.sol";

/// @notice What every part of the staking contract shares: storage, the events that follow a change of it, and the
/// only place that sends tokens.
abstract contract StakingBase is StakingParameters, ReentrancyGuard {
    using PoolMath for Pool;
    using PoolMath for Position;
    using SafeCast for uint256;

    /// @inheritdoc ICuckooStaking
    mapping(address staker => uint256 amount) public override free;
    /// @inheritdoc ICuckooStaking
    mapping(address account => uint256 amount) public override credit;
    /// @inheritdoc ICuckooStaking
    uint256 public override coolingCount;

    mapping(address candidate => Pool pool) internal _pools;
    mapping(address staker => mapping(address candidate => Position position)) internal _positions;
    mapping(uint256 id => Cooling cooling) internal _coolings;
    mapping(address owner => Candidate candidate) internal _candidates;

    constructor(Parameters memory p, Governance memory g) StakingParameters(p, g) {}

    /// Tokens come in through named calls only, so that each has an owner.
    receive() external payable {
        revert DirectTransferRefused();
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

    function _kindOf(address owner) internal view override returns (Kind) {
        return _candidates[owner].kind;
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

    function _addCredit(address account, uint256 amount) internal {
        if (amount == 0) return;
        credit[account] += amount;
        emit CreditChanged(account, amount.toInt256(), credit[account]);
    }

    /// To be called before every change of a pool: lets rewards drip up to now, at the shares of until now.
    function _touch(address candidate) internal returns (Pool storage p) {
        p = _pools[candidate];
        (uint256 inc, uint256 used) = p.dripped(DRIP_PERIOD);
        p.acc += inc;
        p.pot -= used;
        p.dripAt = block.timestamp.toUint64();
    }

    /// To be called before every change of a position, after its pool was touched.
    function _settle(Position storage position, uint256 acc) internal {
        position.owed = position.rewardsAt(acc);
        position.paidAcc = acc;
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
