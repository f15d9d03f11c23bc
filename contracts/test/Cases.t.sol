// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICuckooStaking} from "../src/ICuckooStaking.sol";
import {IPausable} from "../src/Pausable.sol";
import {Case, Kind, Status} from "../src/StakingTypes.sol";
import {StakingTest} from "./support/StakingTest.sol";

contract CasesTest is StakingTest {
    bytes32 internal constant DIGEST = keccak256("a result");
    address internal constant DEAD = 0x000000000000000000000000000000000000dEaD;

    function setUp() public override {
        super.setUp();
        registerMiner();
        registerCoordinator();
    }

    // ------------------------------------------------------------------------------------------------ proposing

    function test_propose_opensAndFreezes_andTells() public {
        uint64 deadline = uint64(block.timestamp) + CASE;
        vm.deal(COORDINATOR, BOND);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.CaseOpened(
            1, MINER, COORDINATOR, DIGEST, "evidence", "ipfs://evidence", BOND, uint64(block.timestamp) - 5, deadline
        );
        vm.expectEmit(address(staking));
        emit ICuckooStaking.PoolChanged(MINER, MINER_MIN, MINER_MIN, 0, 0, 0, uint64(block.timestamp), deadline, false);
        vm.prank(COORDINATOR);
        uint256 id =
            staking.propose{value: BOND}(MINER, DIGEST, "evidence", "ipfs://evidence", uint64(block.timestamp) - 5);
        same(id, 1, "id");
        same(staking.caseCount(), 1, "count");
        Case memory c = staking.cases(id);
        same(c.candidate, MINER, "candidate");
        same(c.proposer, COORDINATOR, "proposer");
        same(c.bond, BOND, "bond");
        holds(c.resultDigest == DIGEST, "digest");
        same(c.openedAt, block.timestamp, "opened");
        same(c.deadline, deadline, "deadline");
        holds(c.status == Status.Proposed && !c.answered && c.bps == 0 && c.decidedAt == 0, "not decided");
        same(staking.pools(MINER).frozenUntil, deadline, "frozen");
    }

    function test_propose_isForTheGovernorToo() public {
        same(proposeAs(GOVERNOR, MINER, DIGEST, uint64(block.timestamp)), 1, "id");
    }

    function test_propose_mayAccuseACoordinator() public {
        registerAs(OTHER, Kind.Coordinator, COORDINATOR_MIN, 0, NODE_KEY + 3);
        same(accuse(OTHER, DIGEST), 1, "id");
    }

    function test_propose_mayAccuseWhoDeregistered() public {
        vm.prank(MINER);
        staking.deregister();
        same(accuse(MINER, DIGEST), 1, "id");
    }

    function test_propose_refusesEverybodyElse() public {
        registerAs(OTHER, Kind.Miner, MINER_MIN, 0, NODE_KEY + 3);
        refusesProposer(OTHER); // a miner
        refusesProposer(STAKER); // a stranger
        refusesProposer(ARBITER); // who judges does not accuse
        refusesProposer(vm.addr(NODE_KEY + 1)); // a coordinator's node
    }

    function test_propose_refusesAnInactiveCoordinator() public {
        unvoteAs(COORDINATOR, COORDINATOR, 1);
        refusesProposer(COORDINATOR);
    }

    function test_propose_refusesAnArbiterWhoIsACoordinator() public {
        vm.prank(GOVERNOR);
        staking.setArbiter(COORDINATOR);
        refusesProposer(COORDINATOR);
    }

    function test_propose_refusesAccusingOneself() public {
        vm.deal(COORDINATOR, BOND);
        refusesToAct(IPausable.NotAllowed.selector, COORDINATOR);
        vm.prank(COORDINATOR);
        staking.propose{value: BOND}(COORDINATOR, DIGEST, "", "", uint64(block.timestamp));
    }

    function test_propose_refusesWhoIsNoCandidate() public {
        vm.deal(COORDINATOR, BOND);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.NotRegistered.selector, STAKER));
        vm.prank(COORDINATOR);
        staking.propose{value: BOND}(STAKER, DIGEST, "", "", uint64(block.timestamp));
    }

    function test_propose_takesExactlyTheBond() public {
        refusesBond(BOND - 1);
        refusesBond(BOND + 1);
        refusesBond(0);
    }

    function test_propose_refusesNoDigest() public {
        vm.deal(COORDINATOR, BOND);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.EmptyDigest.selector));
        vm.prank(COORDINATOR);
        staking.propose{value: BOND}(MINER, 0, "", "", uint64(block.timestamp));
    }

    function test_propose_refusesALongUri() public {
        vm.deal(COORDINATOR, 2 * BOND);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.InfoTooLong.selector, 257, 256));
        vm.prank(COORDINATOR);
        staking.propose{value: BOND}(MINER, DIGEST, "", string(new bytes(257)), uint64(block.timestamp));
        vm.prank(COORDINATOR);
        staking.propose{value: BOND}(MINER, DIGEST, "", string(new bytes(256)), uint64(block.timestamp));
    }

    function test_propose_takesOffencesOfTheEvidenceWindowOnly() public {
        uint64 present = uint64(block.timestamp);
        refusesOffence(present + 1);
        refusesOffence(present - EVIDENCE_WINDOW - 1);
        proposeAs(COORDINATOR, MINER, DIGEST, present - EVIDENCE_WINDOW);
        proposeAs(COORDINATOR, MINER, DIGEST, present);
    }

    // ----------------------------------------------------------------------------------------------- answering

    function test_answer_isTold_once() public {
        uint256 id = accuse(MINER, DIGEST);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.CaseAnswered(id, "answer", "ipfs://answer");
        answerAs(MINER, id);
        holds(staking.cases(id).answered, "answered");
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.AlreadyAnswered.selector, id));
        answerAs(MINER, id);
    }

    function test_answer_isTheAccusedsOnly() public {
        uint256 id = accuse(MINER, DIGEST);
        refusesToAct(IPausable.NotAllowed.selector, COORDINATOR);
        answerAs(COORDINATOR, id);
        refusesToAct(IPausable.NotAllowed.selector, vm.addr(NODE_KEY));
        answerAs(vm.addr(NODE_KEY), id);
    }

    function test_answer_hasItsTime() public {
        uint256 id = accuse(MINER, DIGEST);
        uint256 other = accuse(MINER, DIGEST);
        uint64 last = uint64(block.timestamp) + ANSWER;
        vm.warp(last);
        answerAs(MINER, id);
        vm.warp(last + 1);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.TooLate.selector, other, last));
        answerAs(MINER, other);
    }

    function test_answer_refusesALongUri() public {
        uint256 id = accuse(MINER, DIGEST);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.InfoTooLong.selector, 257, 256));
        vm.prank(MINER);
        staking.answer(id, "", string(new bytes(257)));
    }

    function test_answer_needsAnOpenCase() public {
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.WrongStatus.selector, 7, Status.None));
        answerAs(MINER, 7);
        uint256 id = accuse(MINER, DIGEST);
        decided(id, 100);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.WrongStatus.selector, id, Status.Decided));
        answerAs(MINER, id);
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
        uint256 other = accuse(MINER, DIGEST);
        uint64 last = uint64(block.timestamp) + CASE - 2 * VETO;
        vm.warp(last);
        decideAs(ARBITER, id, 100);
        vm.warp(last + 1);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.TooLate.selector, other, last));
        decideAs(ARBITER, other, 100);
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
        uint256 other = accuse(MINER, keccak256("another"));
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
        uint256 second = accuse(MINER, DIGEST);
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
        uint256 open = accuse(MINER, keccak256("another"));
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
        same(staking.credit(COORDINATOR), 2 * BOND, "bonds");
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
        vm.warp(staking.cases(id).deadline);
        staking.expire(id);
        same(staking.accusableFrom(COORDINATOR, MINER), block.timestamp + ACCUSATION_PAUSE, "expired");
    }

    function refusesProposer(address who) private {
        vm.deal(who, BOND);
        refusesToAct(IPausable.NotAllowed.selector, who);
        vm.prank(who);
        staking.propose{value: BOND}(MINER, DIGEST, "", "", uint64(block.timestamp));
    }

    function refusesBond(uint256 sent) private {
        vm.deal(COORDINATOR, sent);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.WrongBond.selector, sent, BOND));
        vm.prank(COORDINATOR);
        staking.propose{value: sent}(MINER, DIGEST, "", "", uint64(block.timestamp));
    }

    function refusesOffence(uint64 offenceAt) private {
        vm.deal(COORDINATOR, BOND);
        uint64 present = uint64(block.timestamp);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.OffenceOutOfWindow.selector, offenceAt, present));
        vm.prank(COORDINATOR);
        staking.propose{value: BOND}(MINER, DIGEST, "", "", offenceAt);
    }

    function vetoAs(address who, uint256 id) private {
        vm.prank(who);
        staking.veto(id);
    }
}
