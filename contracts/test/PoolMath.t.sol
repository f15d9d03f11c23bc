// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PoolMath} from "../src/PoolMath.sol";
import {Pool} from "../src/StakingTypes.sol";
import {Checks} from "./support/Vm.sol";

/// The formulas of a pool against plain arithmetic, in the range of amounts that a chain can hold.
contract PoolMathTest is Checks {
    using PoolMath for Pool;

    uint256 internal constant MOST = 1e32;
    Pool internal p;

    function test_emptyPool_isWorthNothingAndSellsOneToOne() public view {
        same(p.sharesFor(7), 7, "shares");
        same(p.valueOf(7), 0, "value");
        same(p.activeTokens(), 0, "active");
        holds(!p.mustClose(), "open");
        same(p.depositToReach(0, 9), 9, "deposit");
    }

    function testFuzz_sharesAndValue_areTheFloors(uint256 tokens, uint256 shares, uint256 amount) public {
        fill(tokens, shares);
        amount = bound(amount, 0, MOST);
        same(p.sharesFor(amount), amount * p.shares / p.tokens, "floor(a*S/T)");
        same(p.valueOf(amount), amount * p.tokens / p.shares, "floor(s*T/S)");
    }

    function testFuzz_activeTokens_leaveCoolingOut(uint256 tokens, uint256 shares, uint256 cooling) public {
        fill(tokens, shares);
        p.coolingShares = bound(cooling, 0, p.shares);
        same(p.activeTokens(), p.tokens * (p.shares - p.coolingShares) / p.shares, "floor(T*A/S)");
        holds(p.activeTokens() + p.valueOf(p.coolingShares) <= p.tokens, "both parts fit the pool");
    }

    function testFuzz_mustClose_isUnderAMillionth(uint256 tokens, uint256 shares) public {
        p.shares = bound(shares, 0, MOST);
        p.tokens = bound(tokens, 0, p.shares / 1e6 + 2);
        holds(p.mustClose() == (p.tokens * 1e6 < p.shares), "T*10^6 < S");
    }

    function test_mustClose_notAtExactlyAMillionth() public {
        (p.tokens, p.shares) = (7, 7e6);
        holds(!p.mustClose(), "still open");
        ++p.shares;
        holds(p.mustClose(), "one share more");
        (p.tokens, p.shares) = (6, 7e6);
        holds(p.mustClose(), "one wei less");
    }

    function testFuzz_depositThenLeave_neverGains(uint256 tokens, uint256 shares, uint256 amount) public {
        fill(tokens, shares);
        amount = bound(amount, 1, MOST);
        uint256 minted = p.sharesFor(amount);
        p.tokens += amount;
        p.shares += minted;
        holds(p.valueOf(minted) <= amount, "out is at most in");
        holds(p.tokens <= p.shares, "T <= S");
    }

    function test_depositToReach_isNothingForWhoHoldsMore() public {
        (p.tokens, p.shares) = (50, 100);
        same(p.depositToReach(11, 5), 0, "11 shares are worth 5");
        same(p.depositToReach(10, 5), 0, "10 too");
        same(p.depositToReach(9, 5), 1, "9 are not");
    }

    function testFuzz_depositToReach_isEnough(uint256 tokens, uint256 shares, uint256 held, uint256 target) public {
        fill(tokens, shares);
        held = bound(held, 0, p.shares);
        target = bound(target, 1, MOST);
        uint256 amount = p.depositToReach(held, target);
        uint256 minted = p.sharesFor(amount);
        p.tokens += amount;
        p.shares += minted;
        holds(p.valueOf(held + minted) >= target, "enough");
    }

    function fill(uint256 tokens, uint256 shares) private {
        p.shares = bound(shares, 1, MOST);
        p.tokens = bound(tokens, p.shares / 1e6 + 1, p.shares + 1);
        if (p.tokens > p.shares) p.tokens = p.shares;
    }
}
