// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {ICuckooStaking} from "../src/ICuckooStaking.sol";
import {Kind, Pool, Position} from "../src/StakingTypes.sol";
import {Actor} from "./support/Receivers.sol";
import {StakingTest} from "./support/StakingTest.sol";

contract RewardsTest is StakingTest {
    uint256 internal constant WEEK_PAY = 7_000 * CAI;

    function setUp() public override {
        super.setUp();
        registerMiner(); // commission 5 %
    }

    function test_fund_splitsCommissionAndPot_andTellsBoth() public {
        vm.deal(OTHER, 100 * CAI);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.RewardsFunded(MINER, 100 * CAI, 5 * CAI);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.PoolChanged(MINER, MINER_MIN, MINER_MIN, 0, 0, 95 * CAI, uint64(block.timestamp), 0, false);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.CreditChanged(MINER, int256(5 * CAI), 5 * CAI);
        vm.prank(OTHER);
        staking.fundRewards{value: 100 * CAI}(MINER);
        same(staking.credit(MINER), 5 * CAI, "credit");
        same(staking.pools(MINER).pot, 95 * CAI, "pot");
        same(staking.pools(MINER).tokens, MINER_MIN, "rewards never enter the tokens");
    }

    function test_fund_roundsTheCommissionDown() public {
        fundAs(OTHER, MINER, 19);
        same(staking.credit(MINER), 0, "floor of 0.95");
        same(staking.pools(MINER).pot, 19, "the rest");
    }

    function test_fund_refusesZero() public {
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.ZeroAmount.selector));
        staking.fundRewards(MINER);
    }

    function test_fund_refusesWhoNeverRegistered() public {
        vm.deal(OTHER, CAI);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.NotRegistered.selector, STAKER));
        vm.prank(OTHER);
        staking.fundRewards{value: CAI}(STAKER);
    }

    function test_fund_acceptsWhoDeregistered_sinceClaimsMustNotFail() public {
        vm.prank(MINER);
        staking.deregister();
        fundAs(OTHER, MINER, 100 * CAI);
        same(staking.pools(MINER).pot, 95 * CAI, "pot");
    }

    function test_fund_takesTheCommissionThatCountsNow() public {
        vm.prank(MINER);
        staking.setCommission(2000);
        vm.warp(block.timestamp + COOLDOWN + EPOCH - 1);
        fundAs(OTHER, MINER, 100 * CAI);
        same(staking.credit(MINER), 5 * CAI, "the old one until the rise is due");
        vm.warp(block.timestamp + 1);
        fundAs(OTHER, MINER, 100 * CAI);
        same(staking.credit(MINER), 25 * CAI, "the new one");
    }

    function test_drip_paysByTimeAndIsWholeAfterThePeriod() public {
        noCommission();
        fundAs(OTHER, MINER, WEEK_PAY);
        same(staking.rewardsOf(MINER, MINER), 0, "nothing at once");
        vm.warp(block.timestamp + 1 days);
        same(staking.rewardsOf(MINER, MINER), WEEK_PAY / 7, "a day's part");
        vm.warp(block.timestamp + 6 days);
        same(staking.rewardsOf(MINER, MINER), WEEK_PAY, "all");
        vm.warp(block.timestamp + 100 days);
        same(staking.rewardsOf(MINER, MINER), WEEK_PAY, "never more");
    }

    function test_drip_isSplitByActiveShares_andALateVoterGetsNothingOfBefore() public {
        noCommission();
        backAs(STAKER, MINER, MINER_MIN);
        fundAs(OTHER, MINER, WEEK_PAY);
        vm.warp(block.timestamp + 1 days);
        backAs(OTHER, MINER, 2 * MINER_MIN);
        same(staking.rewardsOf(OTHER, MINER), 0, "nothing of before");
        uint256 half = WEEK_PAY / 14;
        same(staking.rewardsOf(STAKER, MINER), half, "half of the day's part");
        vm.warp(block.timestamp + 7 days);
        same(staking.rewardsOf(OTHER, MINER), 3_000 * CAI, "half of what was left");
        same(staking.rewardsOf(STAKER, MINER), half + 1_500 * CAI, "a quarter of it");
    }

    function test_coolingShares_earnNothing_butKeepWhatTheyEarned() public {
        noCommission();
        backAs(STAKER, MINER, MINER_MIN);
        fundAs(OTHER, MINER, WEEK_PAY);
        vm.warp(block.timestamp + 1 days);
        unvoteAs(STAKER, MINER, MINER_MIN);
        Position memory position = staking.positions(STAKER, MINER);
        same(position.owed, 500 * CAI, "owed");
        same(position.paidAcc, staking.pools(MINER).acc, "settled up to now");
        vm.warp(block.timestamp + 7 days);
        same(staking.rewardsOf(STAKER, MINER), 500 * CAI, "no more");
        same(staking.rewardsOf(MINER, MINER), 500 * CAI + 6_000 * CAI, "the others get it");
        claimAs(STAKER, MINER);
        same(STAKER.balance, 500 * CAI, "still paid after leaving");
    }

    function test_potWaits_whileNoShareIsActive() public {
        noCommission();
        fundAs(OTHER, MINER, WEEK_PAY);
        unvoteAs(MINER, MINER, MINER_MIN);
        vm.warp(block.timestamp + 3 days);
        voteFor(MINER, MINER_MIN);
        same(staking.pools(MINER).pot, WEEK_PAY, "nothing dripped");
        same(staking.pools(MINER).dripAt, block.timestamp, "the clock ran all the same");
        vm.warp(block.timestamp + 7 days);
        same(staking.rewardsOf(MINER, MINER), WEEK_PAY, "drips now");
    }

    function test_drip_leavesAtMostARoundingInThePot() public {
        noCommission();
        backAs(STAKER, MINER, 7 * CAI + 3);
        fundAs(OTHER, MINER, 1_000_003);
        vm.warp(block.timestamp + 7 days);
        vm.prank(STAKER);
        staking.claimRewards(both(MINER, MINER));
        Pool memory p = staking.pools(MINER);
        // 10^6 wei over 2*10^22 shares: the accumulator's unit still shares it out.
        same(p.pot, 0, "all used");
        holds(STAKER.balance <= 1_000_003 * (7 * CAI + 3) / (MINER_MIN + 7 * CAI + 3), "rounded down");
        holds(STAKER.balance >= 349, "no more than dust is lost");
    }

    function test_claim_paysAndTells() public {
        noCommission();
        fundAs(OTHER, MINER, WEEK_PAY);
        vm.warp(block.timestamp + 7 days);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.RewardsClaimed(MINER, MINER, WEEK_PAY);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.PoolChanged(
            MINER, MINER_MIN, MINER_MIN, 0, WEEK_PAY * 1e27 / MINER_MIN, 0, uint64(block.timestamp), 0, false
        );
        claimAs(MINER, MINER);
        same(MINER.balance, WEEK_PAY, "paid");
        same(staking.rewardsOf(MINER, MINER), 0, "nothing left");
        same(staking.positions(MINER, MINER).owed, 0, "nothing owed");
    }

    function test_claim_takesSeveralPools_andPaysADoubledOneOnce() public {
        noCommission();
        registerAs(OTHER, Kind.Miner, MINER_MIN, 0, NODE_KEY + 9);
        backAs(STAKER, MINER, MINER_MIN);
        backAs(STAKER, OTHER, MINER_MIN);
        fundAs(TREASURY, MINER, 100 * CAI);
        fundAs(TREASURY, OTHER, 60 * CAI);
        vm.warp(block.timestamp + 7 days);
        address[] memory list = new address[](3);
        (list[0], list[1], list[2]) = (MINER, OTHER, MINER);
        vm.prank(STAKER);
        staking.claimRewards(list);
        same(STAKER.balance, 80 * CAI, "50 and 30, once");
    }

    function test_claim_refusesNothing() public {
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.NothingToClaim.selector));
        claimAs(STAKER, MINER);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.NothingToClaim.selector));
        vm.prank(STAKER);
        staking.claimRewards(new address[](0));
    }

    function test_claimCredit_paysOnce() public {
        fundAs(OTHER, MINER, 100 * CAI);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.CreditChanged(MINER, -int256(5 * CAI), 0);
        claimCreditAs(MINER);
        same(MINER.balance, 5 * CAI, "paid");
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.NothingToClaim.selector));
        claimCreditAs(MINER);
    }

    function test_payments_cannotBeReentered_andARefusingReceiverHarmsOnlyItself() public {
        Actor actor = new Actor();
        address who = address(actor);
        bytes memory sig = consent(NODE_KEY + 5, who, Kind.Miner, block.timestamp);
        vm.deal(OTHER, MINER_MIN);
        vm.prank(OTHER);
        actor.act{value: MINER_MIN}(address(staking), abi.encodeCall(ICuckooStaking.stake, ()));
        actor.act(
            address(staking),
            abi.encodeCall(
                ICuckooStaking.register,
                (Kind.Miner, vm.addr(NODE_KEY + 5), MINER_MIN, 5000, "", "", block.timestamp, sig)
            )
        );
        fundAs(OTHER, who, 100 * CAI);
        vm.warp(block.timestamp + 7 days);
        bytes memory claimRewards = abi.encodeCall(ICuckooStaking.claimRewards, (one(who)));
        bytes memory claimCredit = abi.encodeCall(ICuckooStaking.claimCredit, ());

        actor.refuse();
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.PaymentFailed.selector, who, 50 * CAI));
        actor.act(address(staking), claimCredit);
        Actor other = new Actor();
        bytes memory same_ = abi.encodeCall(ICuckooStaking.claimCredit, ());
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.NothingToClaim.selector));
        other.act(address(staking), same_);
        same(staking.credit(who), 50 * CAI, "still there");
        same(staking.rewardsOf(who, who), 50 * CAI, "still there too");
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.PaymentFailed.selector, who, 50 * CAI));
        actor.act(address(staking), claimRewards);
    }

    function test_claims_cannotBeReentered() public {
        Actor thief = new Actor();
        vm.deal(OTHER, 10 * CAI);
        vm.prank(OTHER);
        thief.act{value: 10 * CAI}(address(staking), abi.encodeCall(ICuckooStaking.stake, ()));
        thief.act(address(staking), abi.encodeCall(ICuckooStaking.vote, (one(MINER), one(uint256(10 * CAI)))));
        fundAs(OTHER, MINER, WEEK_PAY);
        vm.warp(block.timestamp + 1 days);
        bytes memory again = abi.encodeCall(ICuckooStaking.claimRewards, (one(MINER)));
        thief.callBack(address(staking), again);
        thief.act(address(staking), again);
        same(thief.calls(), 1, "tried");
        holds(bytes4(thief.answer()) == ReentrancyGuard.ReentrancyGuardReentrantCall.selector, "refused");
        thief.act(address(staking), abi.encodeCall(ICuckooStaking.unvote, (one(MINER), one(uint256(CAI)))));
        bytes[5] memory others = [
            abi.encodeCall(ICuckooStaking.fundRewards, (MINER)),
            abi.encodeCall(ICuckooStaking.claimCredit, ()),
            abi.encodeCall(ICuckooStaking.vote, (one(MINER), one(uint256(CAI)))),
            abi.encodeCall(ICuckooStaking.unvote, (one(MINER), one(uint256(CAI)))),
            abi.encodeCall(ICuckooStaking.withdraw, (one(staking.coolingCount()), false))
        ];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.warp(block.timestamp + 1 hours);
            thief.callBack(address(staking), others[i]);
            thief.act(address(staking), again);
            holds(bytes4(thief.answer()) == ReentrancyGuard.ReentrancyGuardReentrantCall.selector, "refused too");
        }
    }

    function test_aCutTouchesNoRewards() public {
        noCommission();
        fundAs(OTHER, MINER, WEEK_PAY);
        vm.warp(block.timestamp + 1 days);
        staking.slash(MINER, 5000);
        same(staking.rewardsOf(MINER, MINER), WEEK_PAY / 7, "earned before the cut");
        vm.warp(block.timestamp + 7 days);
        same(staking.rewardsOf(MINER, MINER), WEEK_PAY, "and after it");
    }

    function test_closedPoolWithoutActiveShares_givesAllToTheOwner() public {
        for (uint256 i = 0; i < 2; ++i) {
            staking.slash(MINER, 9999);
        }
        holds(staking.pools(MINER).closed, "closed");
        fundAs(OTHER, MINER, 100 * CAI);
        same(staking.credit(MINER), 5 * CAI, "its backers still earn");
        unvoteAs(MINER, MINER, MINER_MIN);
        fundAs(OTHER, MINER, 100 * CAI);
        same(staking.credit(MINER), 105 * CAI, "nobody else ever could");
    }

    function testFuzz_rewards_areNeverMoreThanWasFunded(uint96 pay, uint96 a, uint96 b, uint32 wait, uint96 more)
        public
    {
        noCommission();
        backAs(STAKER, MINER, bound(a, CAI, 1e27));
        fundAs(TREASURY, MINER, bound(pay, 1, 1e27));
        vm.warp(block.timestamp + wait % 10 days);
        backAs(OTHER, MINER, bound(b, CAI, 1e27));
        fundAs(TREASURY, MINER, bound(more, 1, 1e27));
        vm.warp(block.timestamp + uint256(wait) * 7 % 20 days);
        uint256 funded = bound(pay, 1, 1e27) + bound(more, 1, 1e27);
        uint256 paid = take(STAKER) + take(OTHER) + take(MINER);
        uint256 pot = staking.pools(MINER).pot;
        holds(paid + pot <= funded, "no more than was funded");
        // Each of three touches leaves less than a wei, each of three positions twice less than a wei.
        holds(paid + pot + 9 >= funded, "no more than dust stays");
    }

    function take(address who) private returns (uint256) {
        uint256 before = who.balance;
        if (staking.rewardsOf(who, MINER) > 0) claimAs(who, MINER);
        return who.balance - before;
    }

    function noCommission() private {
        vm.prank(MINER);
        staking.setCommission(0);
    }

    function voteFor(address who, uint256 amount) private {
        backAs(who, who, amount);
    }

    function both(address a, address b) private pure returns (address[] memory list) {
        list = new address[](2);
        (list[0], list[1]) = (a, b);
    }
}
