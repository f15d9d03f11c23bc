// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICuckooStaking} from "../src/ICuckooStaking.sol";
import {Kind, Pool} from "../src/StakingTypes.sol";
import {StakingTest} from "./support/StakingTest.sol";

contract VotesTest is StakingTest {
    address[] internal candidates;
    uint256[] internal amounts;

    function setUp() public override {
        super.setUp();
        registerMiner();
    }

    function test_vote_mintsSharesOneToOneInAnUncutPool() public {
        stakeAs(STAKER, 10 * CAI);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.FreeChanged(STAKER, -int256(4 * CAI), 6 * CAI);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.PositionChanged(STAKER, MINER, int256(4 * CAI), 4 * CAI);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.PoolChanged(
            MINER, MINER_MIN + 4 * CAI, MINER_MIN + 4 * CAI, 0, 0, 0, uint64(block.timestamp), 0, false
        );
        voteAs(STAKER, MINER, 4 * CAI);
        same(staking.positions(STAKER, MINER).shares, 4 * CAI, "shares");
        same(staking.valueOf(STAKER, MINER), 4 * CAI, "value");
        same(staking.weightOf(MINER), MINER_MIN + 4 * CAI, "weight: own stake and votes");
    }

    function test_vote_splitsOverCandidatesAndCountsNothingTwice() public {
        registerCoordinator();
        stakeAs(STAKER, 10 * CAI);
        candidates = [MINER, COORDINATOR, MINER];
        amounts = [2 * CAI, 3 * CAI, 4 * CAI];
        vm.prank(STAKER);
        staking.vote(candidates, amounts);
        same(staking.free(STAKER), CAI, "free");
        same(staking.positions(STAKER, MINER).shares, 6 * CAI, "both votes for one candidate");
        same(staking.positions(STAKER, COORDINATOR).shares, 3 * CAI, "the other candidate");
        uint256 pooled = staking.pools(MINER).tokens + staking.pools(COORDINATOR).tokens;
        same(pooled + staking.free(STAKER), address(staking).balance, "each wei in one place");
    }

    function test_vote_afterACut_mintsMoreSharesPerWei() public {
        staking.slash(MINER, 5000);
        backAs(STAKER, MINER, 10 * CAI);
        same(staking.positions(STAKER, MINER).shares, 20 * CAI, "shares at half the rate");
        same(staking.valueOf(STAKER, MINER), 10 * CAI, "value is what was paid");
    }

    function test_vote_refusesMoreThanFree() public {
        stakeAs(STAKER, CAI);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.InsufficientFree.selector, CAI, 2 * CAI));
        voteAs(STAKER, MINER, 2 * CAI);
    }

    function test_vote_refusesASplitOfMoreThanFree() public {
        registerCoordinator();
        stakeAs(STAKER, 3 * CAI);
        candidates = [MINER, COORDINATOR];
        amounts = [2 * CAI, 2 * CAI];
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.InsufficientFree.selector, 3 * CAI, 4 * CAI));
        vm.prank(STAKER);
        staking.vote(candidates, amounts);
    }

    function test_vote_refusesLessThanTheMinimum() public {
        stakeAs(STAKER, CAI);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.VoteTooSmall.selector, CAI - 1, CAI));
        voteAs(STAKER, MINER, CAI - 1);
    }

    function test_vote_refusesWhoIsNotRegistered() public {
        stakeAs(STAKER, CAI);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.NotRegistered.selector, OTHER));
        voteAs(STAKER, OTHER, CAI);
    }

    function test_vote_refusesWhoIsDeregistered() public {
        vm.prank(MINER);
        staking.deregister();
        stakeAs(STAKER, CAI);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.NotRegistered.selector, MINER));
        voteAs(STAKER, MINER, CAI);
    }

    function test_vote_refusesUnequalArrays() public {
        candidates = [MINER];
        amounts = [CAI, CAI];
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.BadArrays.selector, 1, 2));
        staking.vote(candidates, amounts);
    }

    function test_vote_refusesEmptyArrays() public {
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.BadArrays.selector, 0, 0));
        staking.vote(candidates, amounts);
    }

    function test_vote_refusesAClosedPool() public {
        backAs(STAKER, MINER, CAI);
        for (uint256 i = 0; i < 20; ++i) {
            staking.slash(MINER, 5000);
        }
        Pool memory p = staking.pools(MINER);
        holds(p.closed && p.tokens * 1e6 < p.shares, "closed under a millionth");
        stakeAs(STAKER, CAI);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.PoolIsClosed.selector, MINER));
        voteAs(STAKER, MINER, CAI);
    }

    function test_closedPool_staysClosedAndLetsOut() public {
        backAs(STAKER, MINER, CAI);
        for (uint256 i = 0; i < 20; ++i) {
            staking.slash(MINER, 5000);
        }
        uint256 id = unvoteAs(STAKER, MINER, CAI);
        vm.warp(block.timestamp + COOLDOWN);
        uint256 before = STAKER.balance;
        withdrawAs(STAKER, id, false);
        holds(STAKER.balance > before, "paid out");
        holds(staking.pools(MINER).closed, "still closed");
    }

    function test_closedPool_staysClosed_whenRoundingLiftsItsRate() public {
        staking.slash(MINER, 9999);
        staking.slash(MINER, 9999);
        uint256 id = unvoteAs(MINER, MINER, MINER_MIN - 1);
        vm.warp(block.timestamp + COOLDOWN);
        withdrawAs(MINER, id, true);
        Pool memory p = staking.pools(MINER);
        same(p.tokens, 1, "the last share's part, rounded for the pool");
        same(p.shares, 1, "the last share");
        holds(p.closed, "closed for ever");
    }

    function test_closedPool_closesEvenForItsOwner() public {
        staking.slash(MINER, 9999);
        staking.slash(MINER, 9999);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.PoolIsClosed.selector, MINER));
        staking.topUpNeeded(MINER);
    }

    function test_pool_isOpenAtExactlyAMillionth() public {
        // 20000 CAI cut by 99 % three times leaves 20000e18 * 1e-6, a millionth of the shares.
        for (uint256 i = 0; i < 3; ++i) {
            staking.slash(MINER, 9900);
        }
        Pool memory p = staking.pools(MINER);
        same(p.tokens * 1e6, p.shares, "exactly a millionth");
        holds(!p.closed, "open");
        backAs(STAKER, MINER, CAI);
        same(staking.valueOf(STAKER, MINER), CAI, "votes still count");
    }

    function test_slash_underTheMinimum_makesInactiveInTheSameCall() public {
        vm.expectEmit(address(staking));
        emit ICuckooStaking.PoolChanged(
            MINER, MINER_MIN * 99 / 100, MINER_MIN, 0, 0, 0, uint64(block.timestamp), 0, false
        );
        vm.expectEmit(address(staking));
        emit ICuckooStaking.CandidateChanged(
            MINER, vm.addr(NODE_KEY), Kind.Miner, true, false, MINER_MIN * 99 / 100, 500, 500, 0, 1
        );
        staking.slash(MINER, 100);
        same(staking.weightOf(MINER), 0, "no weight");
    }

    function test_topUp_bringsACutCandidateBack() public {
        backAs(STAKER, MINER, 7 * CAI);
        staking.slash(MINER, 777);
        uint256 needed = staking.topUpNeeded(MINER);
        stakeAs(MINER, needed);
        voteAs(MINER, MINER, needed);
        holds(staking.candidates(MINER).active, "active again");
        same(staking.topUpNeeded(MINER), 0, "nothing needed any more");
    }

    function test_topUpNeeded_isAtLeastTheMinimumVote() public {
        stakeAs(MINER, CAI);
        voteAs(MINER, MINER, CAI);
        unvoteAs(MINER, MINER, CAI + 1);
        same(staking.topUpNeeded(MINER), CAI, "one wei is missing, a vote is at least one CAI");
    }

    function test_topUpNeeded_refusesWhoIsNotRegistered() public {
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.NotRegistered.selector, OTHER));
        staking.topUpNeeded(OTHER);
    }

    function testFuzz_topUp_isEnoughAfterAnyCutAndNearlyTight(uint256 votes, uint256 bps) public {
        backAs(STAKER, MINER, bound(votes, CAI, 1e9 * CAI));
        staking.slash(MINER, bound(bps, 1, 5000));
        uint256 needed = staking.topUpNeeded(MINER);
        stakeAs(MINER, needed);
        voteAs(MINER, MINER, needed);
        uint256 own = staking.valueOf(MINER, MINER);
        holds(own >= MINER_MIN, "enough");
        holds(needed == CAI || own <= MINER_MIN + 3, "at most dust too much");
    }

    function testFuzz_vote_neverRaisesAnybodysValueByMoreThanDust(uint256 first, uint256 bps, uint256 second) public {
        backAs(STAKER, MINER, bound(first, CAI, 1e9 * CAI));
        staking.slash(MINER, bound(bps, 0, 5000));
        uint256 before = staking.valueOf(STAKER, MINER);
        uint256 paid = bound(second, CAI, 1e9 * CAI);
        backAs(OTHER, MINER, paid);
        holds(staking.valueOf(OTHER, MINER) <= paid, "a voter's value is at most what it paid");
        holds(staking.valueOf(OTHER, MINER) + 2 >= paid, "and loses only dust");
        uint256 afterwards = staking.valueOf(STAKER, MINER);
        holds(afterwards >= before && afterwards <= before + 1, "others keep their value");
    }
}
