// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICuckooStaking} from "./ICuckooStaking.sol";
import {PoolMath} from "./PoolMath.sol";
import {StakingBase} from "./StakingBase.sol";
import {Candidate, Kind, Pool, Position} from "./StakingTypes.sol";

/// @notice Rewards. They never enter a pool's tokens: the commission is the owner's credit, the rest drips from the pot
/// to the active shares, so whoever votes just before a payment gains nothing by it.
abstract contract Rewards is StakingBase {
    using PoolMath for Pool;
    using PoolMath for Position;

    /// @inheritdoc ICuckooStaking
    function fundRewards(address candidate) external payable nonReentrant {
        require(msg.value > 0, ZeroAmount());
        Candidate storage c = _candidates[candidate];
        require(c.kind != Kind.None, NotRegistered(candidate));
        _applyDueCommission(c);
        Pool storage p = _touch(candidate);
        uint256 commission = msg.value * c.commission / FULL_BPS;
        // No share can ever be active there again, so nobody else could ever be paid.
        if (p.closed && p.activeShares() == 0) commission = msg.value;
        p.pot += msg.value - commission;
        emit RewardsFunded(candidate, msg.value, commission);
        _poolChanged(candidate);
        _addCredit(candidate, commission);
    }

    /// @inheritdoc ICuckooStaking
    function claimRewards(address[] calldata c) external nonReentrant {
        uint256 total = 0;
        for (uint256 i = 0; i < c.length; ++i) {
            total += _takeRewards(msg.sender, c[i]);
        }
        require(total > 0, NothingToClaim());
        _send(msg.sender, total);
    }

    /// @inheritdoc ICuckooStaking
    function claimCredit() external nonReentrant {
        uint256 amount = credit[msg.sender];
        require(amount > 0, NothingToClaim());
        credit[msg.sender] = 0;
        emit CreditChanged(msg.sender, -int256(amount), 0);
        _send(msg.sender, amount);
    }

    /// @inheritdoc ICuckooStaking
    function rewardsOf(address staker, address candidate) external view returns (uint256) {
        Pool storage p = _pools[candidate];
        (uint256 inc,) = p.dripped(DRIP_PERIOD);
        return _positions[staker][candidate].rewardsAt(p.acc + inc);
    }

    function _takeRewards(address staker, address candidate) private returns (uint256 amount) {
        Position storage position = _positions[staker][candidate];
        _settle(position, _touch(candidate).acc);
        amount = position.owed;
        position.owed = 0;
        emit RewardsClaimed(staker, candidate, amount);
        _poolChanged(candidate);
    }
}
