// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICuckooStaking} from "../src/ICuckooStaking.sol";
import {IPausable} from "../src/Pausable.sol";
import {Case, Kind, Status} from "../src/StakingTypes.sol";
import {StakingTest} from "./support/StakingTest.sol";

contract VerdictsTest is StakingTest {
    bytes32 internal constant DIGEST = keccak256("a result");
    address internal constant DEAD = 0x000000000000000000000000000000000000dEaD;

    function setUp() public override {
        super.setUp();
        registerMiner();
        registerCoordinator();
    }

    // ------------------------------------------------------------------------------------------------ deciding

    function test_decide_waitsForTheAnswerOrItsTime() public {
        uint256 id = accuse(MINER, DIGEST);
        uint64 last = uint64(block.timestamp) + ANSWER;
        vm.warp(last);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.TooEarly.selector, id, last + 1));
        decideAs(ARBITER, id, 100);
        vm.warp(last + 1);
        decideAs(ARBITER, id, 100);
        Case memory c = staking.cases(id);
        holds(c.status == Status.Decided, "decided");
        same(c.bps, 100, "bps");
        same(c.decidedAt, last + 1, "when");
    }

    function test_decide_mayFollowAnAnswerAtOnce_andTells() public {
        uint256 id = accuse(MINER, DIGEST);
        answerAs(MINER, id);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.CaseChanged(id, Status.Decided, 3000, 0, 0);
        decideAs(ARBITER, id, 3000);
    }

    function test_decide_isTheArbitersOnly() public {
        uint256 id = accuse(MINER, DIGEST);
        answerAs(MINER, id);
        refusesToAct(IPausable.NotAllowed.selector, GOVERNOR);
        decideAs(GOVERNOR, id, 1);
        refusesToAct(IPausable.NotAllowed.selector, COORDINATOR);
        decideAs(COORDINATOR, id, 1);
    }

    function test_decide_passesToANewArbiter() public {
        uint256 id = accuse(MINER, DIGEST);
        answerAs(MINER, id);
        vm.prank(GOVERNOR);
        staking.setArbiter(OTHER);
        refusesToAct(IPausable.NotAllowed.selector, ARBITER);
        decideAs(ARBITER, id, 1);
        decideAs(OTHER, id, 1);
    }

    function test_decide_refusesALargerCutThanAllowed() public {
        uint256 id = accuse(MINER, DIGEST);
        answerAs(MINER, id);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.SlashTooHigh.selector, 3001, 3000));
        decideAs(ARBITER, id, 3001);
    }

    function test_decide_leavesTimeForVetoAndExecution() public {
        uint256 id = accuse(MINER, DIGEST);
        uint256 other = accuseToo(MINER, DIGEST);
        uint64 last = uint64(block.timestamp) + CASE - 2 * VETO;
        vm.warp(last);
        decideAs(ARBITER, id, 100);
        vm.warp(last + 1);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.TooLate.selector, other, last));
        decideAs(ARBITER, other, 1);
    }

    function test_decide_rejectsUntilTheDeadline() public {
        uint256 id = accuse(MINER, DIGEST);
        uint256 other = accuseToo(MINER, DIGEST);
        uint64 deadline = staking.cases(id).deadline;
        vm.warp(deadline - 1);
        decideAs(ARBITER, id, 0);
        same(staking.credit(COORDINATOR), 0, "a frivolous bond never returns");
        vm.warp(deadline);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.TooLate.selector, other, deadline - 1));
        decideAs(ARBITER, other, 0);
    }

    function test_decide_once() public {
        uint256 id = accuse(MINER, DIGEST);
        decided(id, 100);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.WrongStatus.selector, id, Status.Decided));
        decideAs(ARBITER, id, 0);
    }

    function test_reject_splitsTheBond_theOddWeiToTheTreasury() public {
        vm.prank(GOVERNOR);
        staking.setCaseBond(1001);
        vm.deal(COORDINATOR, 1001);
        vm.prank(COORDINATOR);
        uint256 id = staking.propose{value: 1001}(MINER, DIGEST, "", "", uint64(block.timestamp));
        answerAs(MINER, id);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.CaseChanged(id, Status.Rejected, 0, 0, 0);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.CreditChanged(MINER, 500, 500);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.CreditChanged(TREASURY, 501, 501);
        decideAs(ARBITER, id, 0);
        same(staking.credit(COORDINATOR), 0, "nothing returns");
        holds(staking.cases(id).status == Status.Rejected, "rejected");
        same(staking.pools(MINER).tokens, MINER_MIN, "no cut");
    }

    // -------------------------------------------------------------------------------------------------- vetoing

    function test_veto_returnsTheBond() public {
        uint256 id = accuse(MINER, DIGEST);
        decided(id, 100);
        vm.warp(block.timestamp + VETO - 1);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.CaseChanged(id, Status.Vetoed, 100, 0, 0);
        vetoAs(GOVERNOR, id);
        same(staking.credit(COORDINATOR), BOND, "bond");
        holds(staking.cases(id).status == Status.Vetoed, "vetoed");
        vm.warp(block.timestamp + 1);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.WrongStatus.selector, id, Status.Vetoed));
        staking.execute(id);
    }

    function test_veto_isTheGovernorsAndInTime() public {
        uint256 id = accuse(MINER, DIGEST);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.WrongStatus.selector, id, Status.Proposed));
        vetoAs(GOVERNOR, id);
        decided(id, 100);
        refusesToAct(IPausable.NotAllowed.selector, ARBITER);
        vetoAs(ARBITER, id);
        uint64 until = uint64(block.timestamp) + VETO;
        vm.warp(until);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.TooLate.selector, id, until - 1));
        vetoAs(GOVERNOR, id);
    }

    // ------------------------------------------------------------------------------------------------ executing

    function test_execute_cutsOnce_burnsAndPaysTheTreasury() public {
        backAs(STAKER, MINER, 10_000 * CAI);
        uint256 id = accuse(MINER, DIGEST);
        decided(id, 3000);
        vm.warp(block.timestamp + VETO);
        uint256 burned = 8_100 * CAI; // 30 % of 30,000, a tenth of it to the treasury
        vm.expectEmit(address(staking));
        emit ICuckooStaking.CaseChanged(id, Status.Executed, 3000, burned, 900 * CAI);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.PoolChanged(
            MINER, 21_000 * CAI, 30_000 * CAI, 0, 0, 0, uint64(block.timestamp), staking.cases(id).deadline, false
        );
        vm.expectEmit(address(staking));
        emit ICuckooStaking.CandidateChanged(
            MINER, vm.addr(NODE_KEY), Kind.Miner, true, false, 14_000 * CAI, 500, 500, 0, 1
        );
        vm.expectEmit(address(staking));
        emit ICuckooStaking.CreditChanged(TREASURY, int256(900 * CAI), 900 * CAI);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.CreditChanged(COORDINATOR, int256(BOND), BOND);
        vm.prank(OTHER); // anybody
        staking.execute(id);
        same(DEAD.balance, burned, "burned");
        same(staking.valueOf(STAKER, MINER), 7_000 * CAI, "the backer's part");
        same(staking.weightOf(MINER), 0, "inactive");
        holds(staking.isPunished(MINER, DIGEST), "used");
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.WrongStatus.selector, id, Status.Executed));
        staking.execute(id);
        same(staking.accusableFrom(COORDINATOR, MINER), 0, "may accuse again");
        accuse(MINER, keccak256("another"));
    }

    function test_execute_roundsForTheSlashed() public {
        backAs(STAKER, MINER, CAI + 9999);
        uint256 id = accuse(MINER, DIGEST);
        executed(id, 1);
        uint256 before = MINER_MIN + CAI + 9999;
        same(before - staking.pools(MINER).tokens, before / 10_000, "floor");
    }

    function test_execute_tellsTheOwnStake_evenIfStillActive() public {
        backAs(MINER, MINER, MINER_MIN);
        uint256 id = accuse(MINER, DIGEST);
        decided(id, 1000);
        vm.warp(block.timestamp + VETO);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.CandidateChanged(
            MINER, vm.addr(NODE_KEY), Kind.Miner, true, true, 36_000 * CAI, 500, 500, 0, 1
        );
        staking.execute(id);
    }

    function test_execute_hasItsTime() public {
        uint256 id = accuse(MINER, DIGEST);
        uint256 other = accuseToo(MINER, keccak256("another"));
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.WrongStatus.selector, id, Status.Proposed));
        staking.execute(id);
        decided(id, 100);
        decideAs(ARBITER, other, 100);
        uint64 from = uint64(block.timestamp) + VETO;
        vm.warp(from - 1);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.TooEarly.selector, id, from));
        staking.execute(id);
        uint64 deadline = staking.cases(id).deadline;
        vm.warp(deadline - 1);
        staking.execute(id);
        vm.warp(deadline);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.TooLate.selector, other, deadline - 1));
        staking.execute(other);
    }

    function test_aDigest_isPunishedOncePerCandidate() public {
        uint256 first = accuse(MINER, DIGEST);
        uint256 second = accuseToo(MINER, DIGEST);
        decided(first, 1000);
        decideAs(ARBITER, second, 1000);
        vm.warp(block.timestamp + VETO);
        staking.execute(first);
        bytes memory punished = abi.encodeWithSelector(ICuckooStaking.AlreadyPunished.selector, MINER, DIGEST);
        vm.expectRevert(punished);
        staking.execute(second);
        same(staking.pools(MINER).tokens, MINER_MIN * 9 / 10, "one cut");
        vm.deal(COORDINATOR, BOND);
        vm.expectRevert(punished);
        vm.prank(COORDINATOR);
        staking.propose{value: BOND}(MINER, DIGEST, "", "", uint64(block.timestamp));
        registerAs(OTHER, Kind.Miner, MINER_MIN, 0, NODE_KEY + 3);
        accuse(OTHER, DIGEST); // whoever else had a part in it
    }

    function test_aRejectedDigest_canBeUsedAgain() public {
        uint256 id = accuse(MINER, DIGEST);
        decided(id, 0);
        registerAs(OTHER, Kind.Coordinator, COORDINATOR_MIN, 0, NODE_KEY + 3);
        executed(proposeAs(OTHER, MINER, DIGEST, uint64(block.timestamp)), 100);
    }

    // -------------------------------------------------------------------------------------------------- expiring

    function test_expire_returnsTheBond_fromEitherOpenStatus() public {
        uint256 proposed = accuse(MINER, DIGEST);
        uint256 open = accuseToo(MINER, keccak256("another"));
        decided(open, 100);
        uint64 deadline = staking.cases(proposed).deadline;
        vm.warp(deadline - 1);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.TooEarly.selector, proposed, deadline));
        staking.expire(proposed);
        vm.warp(deadline);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.CaseChanged(proposed, Status.Expired, 0, 0, 0);
        staking.expire(proposed);
        staking.expire(open);
        same(staking.credit(COORDINATOR), BOND, "one bond");
        same(staking.credit(GOVERNOR), BOND, "the other");
        same(staking.pools(MINER).tokens, MINER_MIN, "no cut");
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.WrongStatus.selector, open, Status.Expired));
        staking.expire(open);
    }

    function test_expire_refusesFinalCases() public {
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.WrongStatus.selector, 3, Status.None));
        staking.expire(3);
        uint256 id = accuse(MINER, DIGEST);
        executed(id, 100);
        vm.warp(block.timestamp + CASE);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.WrongStatus.selector, id, Status.Executed));
        staking.expire(id);
    }

    // ------------------------------------------------------------------------------------- accusing too often

    function test_oneCaseAtATime_ofTheSameTwo() public {
        uint256 id = accuse(MINER, DIGEST);
        uint64 from = staking.cases(id).deadline + ACCUSATION_PAUSE;
        same(staking.accusableFrom(COORDINATOR, MINER), from, "after its deadline");
        refusesAnother(MINER, from);
        vm.warp(from - 1);
        refusesAnother(MINER, from); // even if nobody closes it
        vm.warp(from);
        accuse(MINER, keccak256("another"));
    }

    function test_expire_whenever_movesNoWait() public {
        uint256 old = accuse(MINER, DIGEST);
        vm.warp(staking.accusableFrom(COORDINATOR, MINER));
        uint256 next = accuse(MINER, keccak256("another"));
        executed(next, 100);
        vm.prank(MINER); // anybody may, the accused too
        staking.expire(old);
        same(staking.accusableFrom(COORDINATOR, MINER), 0, "an execution ended the wait");
        accuse(MINER, keccak256("a third"));
    }

    function test_afterAFailedCase_thatProposerWaits_othersDoNot() public {
        uint256 id = accuse(MINER, DIGEST);
        decided(id, 0);
        uint64 from = uint64(block.timestamp) + ACCUSATION_PAUSE;
        same(staking.accusableFrom(COORDINATOR, MINER), from, "from");
        registerAs(OTHER, Kind.Coordinator, COORDINATOR_MIN, 0, NODE_KEY + 3);
        accuse(OTHER, DIGEST);
        proposeAs(OTHER, MINER, DIGEST, uint64(block.timestamp));
        vm.warp(from - 1);
        vm.deal(COORDINATOR, BOND);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.AccusationTooSoon.selector, MINER, from));
        vm.prank(COORDINATOR);
        staking.propose{value: BOND}(MINER, DIGEST, "", "", uint64(block.timestamp));
        vm.warp(from);
        accuse(MINER, DIGEST);
    }

    function test_vetoedAndExpiredCases_countAsFailed() public {
        uint256 id = accuse(MINER, DIGEST);
        decided(id, 100);
        vetoAs(GOVERNOR, id);
        same(staking.accusableFrom(COORDINATOR, MINER), block.timestamp + ACCUSATION_PAUSE, "vetoed");
        vm.warp(block.timestamp + ACCUSATION_PAUSE);
        id = accuse(MINER, DIGEST);
        vm.warp(staking.cases(id).deadline + 1 days);
        staking.expire(id);
        same(staking.accusableFrom(COORDINATOR, MINER), staking.cases(id).deadline + ACCUSATION_PAUSE, "expired");
    }

    function refusesAnother(address candidate, uint64 from) private {
        vm.deal(COORDINATOR, BOND);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.AccusationTooSoon.selector, candidate, from));
        vm.prank(COORDINATOR);
        staking.propose{value: BOND}(candidate, keccak256("another"), "", "", uint64(block.timestamp));
    }

    function vetoAs(address who, uint256 id) private {
        vm.prank(who);
        staking.veto(id);
    }
}
