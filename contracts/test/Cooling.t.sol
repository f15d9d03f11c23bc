// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICuckooStaking} from "../src/ICuckooStaking.sol";
import {Cooling, Kind, Pool} from "../src/StakingTypes.sol";
import {StakingTest} from "./support/StakingTest.sol";

contract CoolingTest is StakingTest {
    function setUp() public override {
        super.setUp();
        registerMiner();
        backAs(STAKER, MINER, 100 * CAI);
    }

    function test_unvote_takesWeightAtOnceAndLeavesTheTokens() public {
        uint64 readyAt = uint64(block.timestamp) + COOLDOWN;
        vm.expectEmit(address(staking));
        emit ICuckooStaking.PositionChanged(STAKER, MINER, -int256(40 * CAI), 60 * CAI);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.CoolingStarted(1, STAKER, MINER, 40 * CAI, readyAt);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.PoolChanged(
            MINER, MINER_MIN + 100 * CAI, MINER_MIN + 100 * CAI, 40 * CAI, 0, 0, uint64(block.timestamp), 0, false
        );
        uint256 id = unvoteAs(STAKER, MINER, 40 * CAI);
        same(staking.weightOf(MINER), MINER_MIN + 60 * CAI, "weight without the leaving shares");
        Cooling memory entry = staking.coolings(id);
        same(entry.staker, STAKER, "staker");
        same(entry.candidate, MINER, "candidate");
        same(entry.shares, 40 * CAI, "shares");
        same(entry.readyAt, readyAt, "ready");
    }

    function test_unvote_refusesMoreThanTheShares() public {
        vm.expectRevert(
            abi.encodeWithSelector(ICuckooStaking.InsufficientShares.selector, MINER, 100 * CAI, 100 * CAI + 1)
        );
        unvoteAs(STAKER, MINER, 100 * CAI + 1);
    }

    function test_unvote_refusesWhoHoldsNothing() public {
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.InsufficientShares.selector, MINER, 0, 1));
        unvoteAs(OTHER, MINER, 1);
    }

    function test_unvote_refusesZero() public {
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.ZeroAmount.selector));
        unvoteAs(STAKER, MINER, 0);
    }

    function test_unvote_refusesUnequalArrays() public {
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.BadArrays.selector, 1, 0));
        vm.prank(STAKER);
        staking.unvote(one(MINER), new uint256[](0));
    }

    function test_unvote_ofOwnStakeUnderTheMinimum_makesInactive() public {
        vm.expectEmit(address(staking));
        emit ICuckooStaking.PositionChanged(MINER, MINER, -1, MINER_MIN - 1);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.CoolingStarted(1, MINER, MINER, 1, uint64(block.timestamp) + COOLDOWN);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.PoolChanged(
            MINER, MINER_MIN + 100 * CAI, MINER_MIN + 100 * CAI, 1, 0, 0, uint64(block.timestamp), 0, false
        );
        vm.expectEmit(address(staking));
        emit ICuckooStaking.CandidateChanged(
            MINER, vm.addr(NODE_KEY), Kind.Miner, true, false, MINER_MIN - 1, 500, 500, 0, 1
        );
        unvoteAs(MINER, MINER, 1);
        same(staking.weightOf(MINER), 0, "an inactive candidate has no weight");
    }

    function test_unvote_works_afterDeregistration() public {
        vm.prank(MINER);
        staking.deregister();
        uint256 id = unvoteAs(STAKER, MINER, 100 * CAI);
        vm.warp(block.timestamp + COOLDOWN);
        withdrawAs(STAKER, id, false);
        same(STAKER.balance, 100 * CAI, "all out");
    }

    function test_withdraw_paysOutAfterTheCooldown() public {
        uint256 id = unvoteAs(STAKER, MINER, 40 * CAI);
        vm.warp(block.timestamp + COOLDOWN);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.CoolingWithdrawn(id, 40 * CAI, false);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.PoolChanged(
            MINER, MINER_MIN + 60 * CAI, MINER_MIN + 60 * CAI, 0, 0, 0, uint64(block.timestamp), 0, false
        );
        withdrawAs(STAKER, id, false);
        same(STAKER.balance, 40 * CAI, "paid");
        same(staking.free(STAKER), 0, "not free as well");
        same(staking.coolings(id).shares, 0, "entry gone");
    }

    function test_withdraw_toFree_canBeVotedAgain() public {
        uint256 id = unvoteAs(STAKER, MINER, 40 * CAI);
        vm.warp(block.timestamp + COOLDOWN);
        withdrawAs(STAKER, id, true);
        same(STAKER.balance, 0, "not paid");
        same(staking.free(STAKER), 40 * CAI, "free");
        voteAs(STAKER, MINER, 40 * CAI);
        same(staking.valueOf(STAKER, MINER), 100 * CAI, "voted again");
    }

    function test_withdraw_refusesASecondTooEarly() public {
        uint256 id = unvoteAs(STAKER, MINER, CAI);
        uint64 readyAt = uint64(block.timestamp) + COOLDOWN;
        vm.warp(readyAt - 1);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.CoolingNotReady.selector, id, readyAt));
        withdrawAs(STAKER, id, true);
    }

    function test_withdraw_refusesAnothersEntry() public {
        uint256 id = unvoteAs(STAKER, MINER, CAI);
        vm.warp(block.timestamp + COOLDOWN);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.CoolingNotYours.selector, id, STAKER));
        withdrawAs(OTHER, id, true);
    }

    function test_withdraw_refusesTheSameEntryTwiceInOneCall() public {
        uint256 id = unvoteAs(STAKER, MINER, CAI);
        vm.warp(block.timestamp + COOLDOWN);
        uint256[] memory ids = new uint256[](2);
        (ids[0], ids[1]) = (id, id);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.CoolingUnknown.selector, id));
        vm.prank(STAKER);
        staking.withdraw(ids, true);
    }

    function test_withdraw_refusesNoEntries() public {
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.BadArrays.selector, 0, 0));
        vm.prank(STAKER);
        staking.withdraw(new uint256[](0), true);
    }

    function test_withdraw_ofSeveralEntries_paysTheirSum() public {
        unvoteAs(STAKER, MINER, 10 * CAI);
        unvoteAs(STAKER, MINER, 20 * CAI);
        vm.warp(block.timestamp + COOLDOWN);
        uint256[] memory ids = new uint256[](2);
        (ids[0], ids[1]) = (2, 1);
        vm.prank(STAKER);
        staking.withdraw(ids, false);
        same(STAKER.balance, 30 * CAI, "both");
    }

    function test_coolingShares_stayLiableUntilWithdrawn() public {
        uint256 id = unvoteAs(STAKER, MINER, 100 * CAI);
        staking.slash(MINER, 5000);
        vm.warp(block.timestamp + COOLDOWN);
        withdrawAs(STAKER, id, false);
        same(STAKER.balance, 50 * CAI, "cut like the others");
    }

    function test_withdraw_tellsWhenItsRoundingLiftsTheOwnStakeToTheMinimum() public {
        stakeAs(MINER, MINER_MIN - 1);
        voteAs(MINER, MINER, MINER_MIN - 1);
        backAs(STAKER, MINER, CAI + 1);
        uint256 id = unvoteAs(STAKER, MINER, 101 * CAI + 1);
        staking.slash(MINER, 5000);
        same(staking.valueOf(MINER, MINER), MINER_MIN - 1, "half of 2 * minimum - 1, rounded down");
        holds(!staking.candidates(MINER).active, "a wei short");
        vm.warp(block.timestamp + COOLDOWN);
        withdrawAs(STAKER, id, true);
        same(staking.valueOf(MINER, MINER), MINER_MIN, "the leaver's rounding stays in the pool");
        holds(staking.candidates(MINER).active, "active by it");
    }

    function test_lastOneOut_leavesAnEmptyPool() public {
        staking.slash(MINER, 3333);
        uint256 first = unvoteAs(MINER, MINER, MINER_MIN);
        uint256 last = unvoteAs(STAKER, MINER, 100 * CAI);
        vm.warp(block.timestamp + COOLDOWN);
        withdrawAs(MINER, first, false);
        withdrawAs(STAKER, last, false);
        Pool memory p = staking.pools(MINER);
        same(p.tokens, 0, "tokens");
        same(p.shares, 0, "shares");
        same(p.coolingShares, 0, "cooling");
        same(address(staking).balance, 0, "nothing is stuck");
    }

    function testFuzz_leaving_paysTheRateOfTheWithdrawal(uint256 shares, uint256 before, uint256 during) public {
        shares = bound(shares, 1, 100 * CAI);
        staking.slash(MINER, bound(before, 0, 5000));
        uint256 id = unvoteAs(STAKER, MINER, shares);
        staking.slash(MINER, bound(during, 0, 5000));
        vm.warp(block.timestamp + COOLDOWN);
        Pool memory p = staking.pools(MINER);
        withdrawAs(STAKER, id, true);
        same(staking.free(STAKER), shares * p.tokens / p.shares, "floor(s*T/S)");
    }
}
