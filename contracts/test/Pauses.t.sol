// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CuckooSettlement} from "../src/CuckooSettlement.sol";
import {ICuckooStaking} from "../src/ICuckooStaking.sol";
import {IPausable} from "../src/Pausable.sol";
import {Kind} from "../src/StakingTypes.sol";
import {StakingTest} from "./support/StakingTest.sol";

contract PausesTest is StakingTest {
    CuckooSettlement internal settlement;

    function setUp() public override {
        super.setUp();
        settlement = new CuckooSettlement(staking, 1 days, 7 days);
        registerMiner();
        registerCoordinator();
    }

    function test_pause_isToldAndEndsByItself() public {
        uint64 until = uint64(block.timestamp) + 3 days;
        vm.expectEmit(address(staking));
        emit IPausable.ParameterChanged("pausedUntil", abi.encode(until, until + 7 days));
        pauseAs(GUARDIAN, staking, 3 days);
        same(staking.pausedUntil(), until, "until");
        vm.warp(until - 1);
        refusesStake(until);
        vm.warp(until);
        stakeAs(STAKER, CAI);
    }

    function test_paused_noStakeVoteOrRegistration() public {
        stakeAs(STAKER, 10 * CAI);
        stakeAs(OTHER, MINER_MIN);
        bytes memory sig = consent(NODE_KEY + 4, OTHER, Kind.Miner, block.timestamp);
        uint64 until = uint64(block.timestamp) + 7 days;
        pauseAs(GUARDIAN, staking, 7 days);
        refusesStake(until);
        bytes memory paused = abi.encodeWithSelector(IPausable.Paused.selector, until);
        vm.expectRevert(paused);
        voteAs(STAKER, MINER, CAI);
        vm.expectRevert(paused);
        vm.prank(OTHER);
        staking.register(Kind.Miner, vm.addr(NODE_KEY + 4), MINER_MIN, 0, "", "", block.timestamp, sig);
    }

    function test_paused_everythingElseGoesOn() public {
        stakeAs(STAKER, 10 * CAI);
        voteAs(STAKER, MINER, 5 * CAI);
        uint256 entry = unvoteAs(STAKER, MINER, CAI);
        uint256 id = accuse(MINER, "digest");
        vm.warp(block.timestamp + CASE);
        pauseAs(GUARDIAN, staking, 7 days);
        withdrawAs(STAKER, entry, false);
        unvoteAs(STAKER, MINER, CAI);
        vm.prank(STAKER);
        staking.unstake(CAI);
        staking.expire(id);
        fundAs(OTHER, MINER, CAI);
        vm.warp(block.timestamp + 1 days);
        claimAs(STAKER, MINER);
        claimCreditAs(COORDINATOR);
        changeTheRegistration();
        id = proposeAs(GOVERNOR, MINER, "another", uint64(block.timestamp));
        answerAs(MINER, id);
        decideAs(ARBITER, id, 100);
        vm.warp(block.timestamp + VETO);
        staking.execute(id);
    }

    function test_pause_isTheGuardiansAndTheGovernors() public {
        pauseAs(GOVERNOR, staking, 1);
        vm.warp(block.timestamp + 30 days);
        address[3] memory others = [ARBITER, COORDINATOR, OTHER];
        for (uint256 i = 0; i < others.length; ++i) {
            refusesToAct(IPausable.NotAllowed.selector, others[i]);
            pauseAs(others[i], staking, 1);
            refusesToAct(IPausable.NotAllowed.selector, others[i]);
            pauseAs(others[i], settlement, 1);
            refusesToAct(IPausable.NotAllowed.selector, others[i]);
            unpauseAs(others[i], staking);
        }
    }

    function test_pause_isBounded_andSoIsTheNext() public {
        bytes memory tooLong = abi.encodeWithSelector(IPausable.PauseTooLong.selector, 7 days + 1, 7 days);
        vm.expectRevert(tooLong);
        pauseAs(GUARDIAN, staking, 7 days + 1);
        vm.expectRevert(abi.encodeWithSelector(IPausable.PauseTooLong.selector, 0, 7 days));
        pauseAs(GUARDIAN, staking, 0);
        pauseAs(GUARDIAN, staking, 7 days);
        uint64 next = uint64(block.timestamp) + 14 days;
        same(staking.nextPauseAt(), next, "next");
        vm.warp(next - 1);
        vm.expectRevert(abi.encodeWithSelector(IPausable.PauseTooSoon.selector, next));
        pauseAs(GOVERNOR, staking, 1);
        vm.warp(next);
        pauseAs(GUARDIAN, staking, 1);
    }

    function test_unpause_endsAtOnce_andKeepsTheNextAway() public {
        vm.expectRevert(abi.encodeWithSelector(IPausable.NotPaused.selector));
        unpauseAs(GUARDIAN, staking);
        pauseAs(GUARDIAN, staking, 7 days);
        uint64 next = staking.nextPauseAt();
        vm.expectEmit(address(staking));
        emit IPausable.ParameterChanged("pausedUntil", abi.encode(block.timestamp, next));
        unpauseAs(GUARDIAN, staking);
        stakeAs(STAKER, CAI);
        vm.expectRevert(abi.encodeWithSelector(IPausable.PauseTooSoon.selector, next));
        pauseAs(GUARDIAN, staking, 1);
        vm.expectRevert(abi.encodeWithSelector(IPausable.NotPaused.selector));
        unpauseAs(GUARDIAN, staking);
    }

    function test_settlement_pausesByItself() public {
        pauseAs(GUARDIAN, settlement, 7 days);
        stakeAs(STAKER, CAI);
        bytes memory paused = abi.encodeWithSelector(IPausable.Paused.selector, uint64(block.timestamp) + 7 days);
        vm.deal(OTHER, CAI);
        vm.expectRevert(paused);
        vm.prank(OTHER);
        settlement.deposit{value: CAI}(COORDINATOR, "app");
        vm.expectRevert(paused);
        vm.prank(vm.addr(NODE_KEY + 1));
        settlement.postEpoch(1, "root", 0, "log", "secret");
        unpauseAs(GOVERNOR, settlement);
        vm.prank(OTHER);
        settlement.deposit{value: CAI}(COORDINATOR, "app");
        vm.expectRevert(abi.encodeWithSelector(IPausable.PauseTooLong.selector, 7 days + 1, 7 days));
        pauseAs(GUARDIAN, settlement, 7 days + 1);
    }

    function refusesStake(uint64 until) private {
        vm.deal(STAKER, CAI);
        vm.expectRevert(abi.encodeWithSelector(IPausable.Paused.selector, until));
        vm.prank(STAKER);
        staking.stake{value: CAI}();
    }

    function pauseAs(address who, IPausable target, uint64 duration) private {
        vm.prank(who);
        target.pause(duration);
    }

    function unpauseAs(address who, IPausable target) private {
        vm.prank(who);
        target.unpause();
    }

    /// Rotating, informing, changing the commission and deregistering.
    function changeTheRegistration() private {
        bytes memory sig = consent(NODE_KEY + 9, MINER, Kind.Miner, block.timestamp);
        address node = vm.addr(NODE_KEY + 9);
        vm.prank(MINER);
        staking.rotateNode(node, block.timestamp, sig);
        vm.prank(MINER);
        staking.setCommission(0);
        vm.prank(MINER);
        staking.updateInfo("", "");
        vm.prank(MINER);
        staking.deregister();
    }
}
