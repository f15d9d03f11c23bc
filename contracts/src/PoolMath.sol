// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Pool, Position} from "./StakingTypes.sol";

/// @notice The arithmetic of a pool, without storage writes. Deposits, withdrawals, values and rewards round for the
/// pool.
library PoolMath {
    /// A pool with less than one token for this many shares takes no deposits any more.
    uint256 internal constant CLOSING_RATIO = 1e6;
    /// The unit of the accumulator of rewards per share.
    uint256 internal constant ACC_UNIT = 1e27;

    /// Shares that a deposit of `amount` wei buys: `S == 0 ? a : floor(a*S/T)`.
    function sharesFor(Pool storage p, uint256 amount) internal view returns (uint256) {
        return p.shares == 0 ? amount : Math.mulDiv(amount, p.shares, p.tokens);
    }

    /// Wei that `shares` are worth: `floor(s*T/S)`.
    function valueOf(Pool storage p, uint256 shares) internal view returns (uint256) {
        return p.shares == 0 ? 0 : Math.mulDiv(shares, p.tokens, p.shares);
    }

    /// Shares that are not cooling.
    function activeShares(Pool storage p) internal view returns (uint256) {
        return p.shares - p.coolingShares;
    }

    /// Wei behind the shares that are not cooling: `floor(T*A/S)`.
    function activeTokens(Pool storage p) internal view returns (uint256) {
        return valueOf(p, activeShares(p));
    }

    /// Whether `T*10^6 < S`: the pool was cut so deeply that new shares could not be counted safely.
    function mustClose(Pool storage p) internal view returns (bool) {
        return p.tokens < Math.ceilDiv(p.shares, CLOSING_RATIO);
    }

    /// Wei that a holder of `held` shares must add so that its shares are worth `target`, rounded up; the pool is open.
    function depositToReach(Pool storage p, uint256 held, uint256 target) internal view returns (uint256) {
        if (p.shares == 0) return target;
        uint256 wanted = Math.mulDiv(target, p.shares, p.tokens, Math.Rounding.Ceil);
        if (wanted <= held) return 0;
        return Math.mulDiv(wanted - held, p.tokens, p.shares, Math.Rounding.Ceil);
    }

    /// What drips up to now: the accumulator's rise `inc = floor(rel*10^27/A)` with `rel = floor(pot*dt/period)`, and
    /// the wei `used = ceil(inc*A/10^27)` that leave the pot for it. Nothing while no share is active.
    function dripped(Pool storage p, uint256 period) internal view returns (uint256 inc, uint256 used) {
        uint256 active = activeShares(p);
        uint256 pot = p.pot;
        if (active == 0 || pot == 0) return (0, 0);
        uint256 elapsed = Math.min(block.timestamp - p.dripAt, period);
        inc = Math.mulDiv(Math.mulDiv(pot, elapsed, period), ACC_UNIT, active);
        used = Math.mulDiv(inc, active, ACC_UNIT, Math.Rounding.Ceil);
    }

    /// Rewards of a position up to an accumulator, in wei: `owed + floor(shares*(acc - paid)/10^27)`.
    function rewardsAt(Position storage position, uint256 acc) internal view returns (uint256) {
        return position.owed + Math.mulDiv(position.shares, acc - position.paidAcc, ACC_UNIT);
    }
}
