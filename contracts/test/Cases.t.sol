// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICuckooStaking} from "../src/ICuckooStaking.sol";
import {IPausable} from "../src/Pausable.sol";
import {Case, Kind, Status} from "../src/StakingTypes.sol";
import {StakingTest} from "./support/StakingTest.sol";

contract CasesTest is StakingTest {
    bytes32 internal constant DIGEST = keccak256("a result");

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
        vm.deal(COORDINATOR, BOND);
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
        proposeAs(GOVERNOR, MINER, DIGEST, present);
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
        uint256 other = accuseToo(MINER, DIGEST);
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
}
