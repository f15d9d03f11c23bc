// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ICuckooStaking} from "./ICuckooStaking.sol";
import {PoolMath} from "./PoolMath.sol";
import {Rewards} from "./Rewards.sol";
import {Candidate, Cooling, Pool, Position} from "./StakingTypes.sol";

/// @notice Free stake and the pools. Each staked wei is either free or in exactly one pool, so nothing counts twice.
abstract contract StakePools is Rewards {
    using PoolMath for Pool;
    using SafeCast for uint256;

    /// @inheritdoc ICuckooStaking
    function stake() external payable whenNotPaused {
        require(msg.value > 0, ZeroAmount());
        _increaseFree(msg.sender, msg.value);
    }

    /// @inheritdoc ICuckooStaking
    function unstake(uint256 amount) external nonReentrant {
        require(amount > 0, ZeroAmount());
        _decreaseFree(msg.sender, amount);
        _send(msg.sender, amount);
    }

    /// @inheritdoc ICuckooStaking
    function vote(address[] calldata c, uint256[] calldata amounts) external nonReentrant whenNotPaused {
        _requirePairs(c.length, amounts.length);
        uint256 total = 0;
        for (uint256 i = 0; i < c.length; ++i) {
            total += amounts[i];
        }
        _decreaseFree(msg.sender, total);
        for (uint256 i = 0; i < c.length; ++i) {
            require(_candidates[c[i]].registered, NotRegistered(c[i]));
            _deposit(msg.sender, c[i], amounts[i]);
            _candidateTouched(c[i], msg.sender == c[i]);
        }
    }

    /// @inheritdoc ICuckooStaking
    function unvote(address[] calldata c, uint256[] calldata shares) external nonReentrant {
        _requirePairs(c.length, shares.length);
        for (uint256 i = 0; i < c.length; ++i) {
            _startCooling(msg.sender, c[i], shares[i]);
            _candidateTouched(c[i], msg.sender == c[i]);
        }
    }

    /// @inheritdoc ICuckooStaking
    function withdraw(uint256[] calldata ids, bool toFree) external nonReentrant {
        require(ids.length > 0, BadArrays(0, 0));
        uint256 total = 0;
        for (uint256 i = 0; i < ids.length; ++i) {
            total += _endCooling(msg.sender, ids[i], toFree);
        }
        if (toFree) _increaseFree(msg.sender, total);
        else _send(msg.sender, total);
    }

    /// @inheritdoc ICuckooStaking
    function weightOf(address candidate) external view returns (uint256) {
        return _candidates[candidate].active ? _pools[candidate].activeTokens() : 0;
    }

    /// @inheritdoc ICuckooStaking
    function topUpNeeded(address candidate) external view returns (uint256) {
        Candidate storage c = _candidates[candidate];
        require(c.registered, NotRegistered(candidate));
        if (c.active) return 0;
        Pool storage p = _pools[candidate];
        require(!p.closed, PoolIsClosed(candidate));
        uint256 needed = p.depositToReach(_positions[candidate][candidate].shares, _minimumOf(c.kind));
        return needed < MIN_VOTE ? MIN_VOTE : needed;
    }

    /// Adds `amount` wei, already taken from the staker's free stake, to a pool.
    function _deposit(address staker, address candidate, uint256 amount) internal {
        require(amount >= MIN_VOTE, VoteTooSmall(amount, MIN_VOTE));
        Pool storage p = _touch(candidate);
        require(!p.closed, PoolIsClosed(candidate));
        require(staker == candidate || block.timestamp >= p.frozenUntil, PoolFrozen(candidate, p.frozenUntil));
        uint256 minted = p.sharesFor(amount);
        p.tokens += amount;
        p.shares += minted;
        Position storage position = _positions[staker][candidate];
        _settle(position, p.acc);
        position.shares += minted;
        emit PositionChanged(staker, candidate, minted.toInt256(), position.shares);
        _poolChanged(candidate);
    }

    function _startCooling(address staker, address candidate, uint256 shares) private {
        require(shares > 0, ZeroAmount());
        Position storage position = _positions[staker][candidate];
        uint256 held = position.shares;
        require(shares <= held, InsufficientShares(candidate, held, shares));
        Pool storage p = _touch(candidate);
        _settle(position, p.acc);
        position.shares = held - shares;
        p.coolingShares += shares;
        uint256 id = ++coolingCount;
        uint64 readyAt = block.timestamp.toUint64() + COOLDOWN;
        _coolings[id] = Cooling({staker: staker, candidate: candidate, shares: shares, readyAt: readyAt});
        emit PositionChanged(staker, candidate, -shares.toInt256(), held - shares);
        emit CoolingStarted(id, staker, candidate, shares, readyAt);
        _poolChanged(candidate);
    }

    function _endCooling(address staker, uint256 id, bool toFree) private returns (uint256 out) {
        Cooling memory entry = _coolings[id];
        require(entry.staker != address(0), CoolingUnknown(id));
        require(entry.staker == staker, CoolingNotYours(id, entry.staker));
        require(block.timestamp >= entry.readyAt, CoolingNotReady(id, entry.readyAt));
        delete _coolings[id];
        Pool storage p = _touch(entry.candidate);
        // A case about what these shares backed opens before they are ready: no later one holds them any longer.
        uint64 until = entry.readyAt + CASE_WINDOW;
        if (p.frozenUntil < until) until = p.frozenUntil;
        require(block.timestamp >= until, PoolFrozen(entry.candidate, until));
        out = p.valueOf(entry.shares);
        p.tokens -= out;
        p.shares -= entry.shares;
        p.coolingShares -= entry.shares;
        emit CoolingWithdrawn(id, out, toFree);
        _poolChanged(entry.candidate);
        _candidateTouched(entry.candidate, false);
    }

    function _requirePairs(uint256 first, uint256 second) private pure {
        require(first > 0 && first == second, BadArrays(first, second));
    }
}
