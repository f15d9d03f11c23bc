// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICuckooStaking} from "../src/ICuckooStaking.sol";
import {Kind} from "../src/StakingTypes.sol";
import {StakingTest} from "./support/StakingTest.sol";

/// Nobody who backed a candidate when it did wrong gets away from the case: not by leaving, not by changing what it is,
/// not by the order of calls within a block.
contract EscapeTest is StakingTest {
    bytes32 internal constant DIGEST = keccak256("a result");
    uint16 internal constant BPS = 2500;
    uint64 internal offenceAt;

    function setUp() public override {
        super.setUp();
        registerMiner();
        registerCoordinator();
        backAs(STAKER, MINER, 1_000 * CAI);
        offenceAt = uint64(block.timestamp);
    }

    function test_frozen_noWithdrawalUntilTheDeadline() public {
        uint256 entry = unvoteAs(STAKER, MINER, 1_000 * CAI);
        vm.warp(offenceAt + EVIDENCE_WINDOW);
        uint256 id = proposeAs(COORDINATOR, MINER, DIGEST, offenceAt);
        uint64 until = staking.cases(id).deadline;
        vm.warp(until - 1);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.PoolFrozen.selector, MINER, until));
        withdrawAs(STAKER, entry, true);
        vm.warp(until);
        withdrawAs(STAKER, entry, true);
        same(staking.free(STAKER), 1_000 * CAI, "not executed, not cut");
    }

    function test_leavingBeforeTheCase_isCutWithTheRest() public {
        uint256 entry = unvoteAs(STAKER, MINER, 1_000 * CAI);
        vm.warp(offenceAt + EVIDENCE_WINDOW);
        uint256 id = proposeAs(COORDINATOR, MINER, DIGEST, offenceAt);
        executed(id, BPS);
        vm.warp(staking.cases(id).deadline);
        withdrawAs(STAKER, entry, false);
        same(STAKER.balance, 750 * CAI, "a quarter gone");
    }

    function test_leavingAfterTheCase_isCutToo() public {
        uint256 id = proposeAs(COORDINATOR, MINER, DIGEST, offenceAt);
        uint256 entry = unvoteAs(STAKER, MINER, 1_000 * CAI);
        executed(id, BPS);
        vm.warp(offenceAt + COOLDOWN);
        withdrawAs(STAKER, entry, false);
        same(STAKER.balance, 750 * CAI, "a quarter gone");
    }

    function test_inTheDeadlinesBlock_executionComesTooLate_andWithdrawalIsFree_inAnyOrder() public {
        uint256 entry = unvoteAs(STAKER, MINER, 1_000 * CAI);
        uint256 id = proposeAs(COORDINATOR, MINER, DIGEST, offenceAt);
        decided(id, BPS);
        uint64 deadline = staking.cases(id).deadline;
        vm.warp(deadline - 1); // the last block of the case: no withdrawal before or after the cut
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.CoolingNotReady.selector, entry, deadline));
        withdrawAs(STAKER, entry, false);
        vm.warp(deadline);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.TooLate.selector, id, deadline - 1));
        staking.execute(id);
        withdrawAs(STAKER, entry, false);
        same(STAKER.balance, 1_000 * CAI, "uncut");
    }

    function test_readyInTheCasesBlock_isHeldIfTheCaseComesFirst() public {
        uint256 entry = unvoteAs(STAKER, MINER, 1_000 * CAI);
        vm.warp(offenceAt + COOLDOWN);
        uint256 id = accuse(MINER, DIGEST); // of another offence, just now
        uint64 until = staking.cases(id).deadline;
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.PoolFrozen.selector, MINER, until));
        withdrawAs(STAKER, entry, false);
    }

    function test_deregistering_isNoWayOut() public {
        vm.prank(MINER);
        staking.deregister();
        uint256 entry = unvoteAs(MINER, MINER, MINER_MIN);
        cutsAndLets(entry);
    }

    function test_rotatingTheNode_isNoWayOut() public {
        bytes memory sig = consent(NODE_KEY + 8, MINER, Kind.Miner, block.timestamp);
        vm.prank(MINER);
        staking.rotateNode(vm.addr(NODE_KEY + 8), block.timestamp, sig);
        cutsAndLets(unvoteAs(MINER, MINER, MINER_MIN));
    }

    function test_registeringAgain_isNoWayOut() public {
        vm.prank(MINER);
        staking.deregister();
        registerAs(MINER, Kind.Miner, CAI, 500, NODE_KEY);
        cutsAndLets(unvoteAs(MINER, MINER, MINER_MIN));
    }

    function test_anotherOwner_doesNotTakeTheNodeAlong() public {
        bytes memory sig = consent(NODE_KEY, OTHER, Kind.Miner, block.timestamp);
        stakeAs(OTHER, MINER_MIN);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.NodeTaken.selector, vm.addr(NODE_KEY), MINER));
        vm.prank(OTHER);
        staking.register(Kind.Miner, vm.addr(NODE_KEY), MINER_MIN, 0, "", "", block.timestamp, sig);
    }

    function test_pausing_isNoWayOut() public {
        uint256 entry = unvoteAs(MINER, MINER, MINER_MIN);
        vm.prank(GUARDIAN);
        staking.pause(7 days);
        cutsAndLets(entry);
    }

    function test_aLaterCase_holdsWhatCooled_forACasesTimeOnly() public {
        uint256 entry = unvoteAs(STAKER, MINER, 1_000 * CAI);
        uint64 readyAt = offenceAt + uint64(COOLDOWN);
        vm.warp(readyAt + 10);
        uint256 id = accuse(MINER, DIGEST);
        same(staking.cases(id).deadline, readyAt + 10 + CASE, "the case lasts longer");
        vm.warp(readyAt + CASE - 1);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.PoolFrozen.selector, MINER, readyAt + CASE));
        withdrawAs(STAKER, entry, true);
        vm.warp(readyAt + CASE);
        withdrawAs(STAKER, entry, true);
        same(staking.free(STAKER), 1_000 * CAI, "out");
    }

    function test_frozen_othersMayNotVote_theOwnerMayTopUp() public {
        uint256 id = accuse(MINER, DIGEST);
        uint64 until = staking.cases(id).deadline;
        stakeAs(STAKER, CAI);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.PoolFrozen.selector, MINER, until));
        voteAs(STAKER, MINER, CAI);
        backAs(MINER, MINER, CAI);
        vm.warp(until);
        voteAs(STAKER, MINER, CAI);
    }

    function test_aSecondCase_prolongsTheFreeze_andClosingOneDoesNotLiftIt() public {
        uint256 first = accuse(MINER, DIGEST);
        vm.warp(block.timestamp + 1 days);
        uint256 second = accuseToo(MINER, keccak256("another"));
        uint64 until = staking.cases(second).deadline;
        decided(first, 0);
        same(staking.pools(MINER).frozenUntil, until, "still frozen");
    }

    function testFuzz_noEscape(uint32 leaveAfter, uint32 openAfter, uint32 executeAfter) public {
        uint64 left = offenceAt + uint64(bound(leaveAfter, 0, CASE));
        uint64 opened = offenceAt + uint64(bound(openAfter, 0, EVIDENCE_WINDOW));
        uint256 entry;
        uint256 id;
        if (left <= opened) {
            vm.warp(left);
            entry = unvoteAs(STAKER, MINER, 1_000 * CAI);
        }
        vm.warp(opened);
        id = proposeAs(COORDINATOR, MINER, DIGEST, offenceAt);
        if (left > opened) {
            vm.warp(left < opened + ANSWER ? left : opened + ANSWER);
            entry = unvoteAs(STAKER, MINER, 1_000 * CAI);
        }
        decided(id, BPS);
        vm.warp(bound(executeAfter, block.timestamp + VETO, opened + CASE - 1));
        vm.expectRevert();
        withdrawAs(STAKER, entry, false);
        staking.execute(id);
        vm.warp(opened + CASE + COOLDOWN);
        withdrawAs(STAKER, entry, false);
        same(STAKER.balance, 750 * CAI, "whoever backed the offence is cut");
    }

    /// The miner's own stake, on its way out, is cut and then let go.
    function cutsAndLets(uint256 entry) private {
        uint256 held = staking.coolings(entry).shares;
        uint256 before = MINER.balance;
        uint256 id = proposeAs(COORDINATOR, MINER, DIGEST, offenceAt);
        executed(id, BPS);
        vm.warp(offenceAt + COOLDOWN + CASE);
        withdrawAs(MINER, entry, false);
        same(MINER.balance - before, held * 3 / 4, "cut");
    }
}
