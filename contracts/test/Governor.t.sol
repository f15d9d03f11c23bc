// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {CuckooGovernor} from "../src/CuckooGovernor.sol";
import {ICuckooStaking} from "../src/ICuckooStaking.sol";
import {IPausable} from "../src/Pausable.sol";
import {Case, Governance, Kind, Status} from "../src/StakingTypes.sol";
import {StakingHarness} from "./support/StakingHarness.sol";
import {StakingTest} from "./support/StakingTest.sol";

/// The timelock as the governor of the staking contract.
contract GovernorTest is StakingTest {
    uint256 internal constant DELAY = 15 days;
    address internal constant COUNCIL = address(0x3001);
    CuckooGovernor internal governor;

    function setUp() public override {
        super.setUp();
        governor = new CuckooGovernor(DELAY, one(COUNCIL));
        Governance memory g = governors();
        g.governor = address(governor);
        staking = new StakingHarness(standard(), g);
        registerMiner();
        registerCoordinator();
    }

    function test_aRule_changesOnlyAfterTheDelay_byAnybody() public {
        bytes memory call = abi.encodeCall(ICuckooStaking.setArbiter, (OTHER));
        schedule(address(staking), call, DELAY);
        vm.warp(block.timestamp + DELAY - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                TimelockController.TimelockUnexpectedOperationState.selector,
                governor.hashOperation(address(staking), 0, call, 0, 0),
                bytes32(1 << uint8(TimelockController.OperationState.Ready))
            )
        );
        governor.execute(address(staking), 0, call, 0, 0);
        vm.warp(block.timestamp + 1);
        vm.prank(STAKER);
        governor.execute(address(staking), 0, call, 0, 0);
        same(staking.governance().arbiter, OTHER, "arbiter");
    }

    /// Nothing that the council announces reaches whoever leaves at once, even if it accuses meanwhile.
    function test_whoeverLeavesAtTheAnnouncement_isOutBeforeIt() public {
        backAs(STAKER, MINER, 1_000 * CAI);
        uint256 announced = block.timestamp;
        bytes memory call = abi.encodeCall(ICuckooStaking.setArbiter, (OTHER));
        schedule(address(staking), call, DELAY);
        uint256 entry = unvoteAs(STAKER, MINER, 1_000 * CAI);
        vm.warp(announced + COOLDOWN - 1); // the last second before it could withdraw
        uint256 id = accuseAsCouncil("whatever");
        uint64 deadline = staking.cases(id).deadline;
        registerAs(OTHER, Kind.Coordinator, COORDINATOR_MIN, 0, NODE_KEY + 3);
        vm.warp(announced + COOLDOWN);
        proposeAs(OTHER, MINER, "and again", uint64(block.timestamp)); // too late to hold what had cooled
        vm.warp(deadline - 1);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.PoolFrozen.selector, MINER, deadline + 1));
        withdrawAs(STAKER, entry, false);
        vm.warp(deadline + 1); // its entry, ready in the second after the accusation, is held for one case at most
        withdrawAs(STAKER, entry, false);
        same(STAKER.balance, 1_000 * CAI, "uncut");
        holds(block.timestamp < announced + DELAY, "and the new arbiter is not there yet");
    }

    function test_onlyTheCouncilAnnounces_andNotForSooner() public {
        bytes memory call = abi.encodeCall(ICuckooStaking.setArbiter, (OTHER));
        refusesStranger();
        vm.prank(STAKER);
        governor.schedule(address(staking), 0, call, 0, 0, DELAY);
        vm.expectRevert(abi.encodeWithSelector(TimelockController.TimelockInsufficientDelay.selector, DELAY - 1, DELAY));
        schedule(address(staking), call, DELAY - 1);
    }

    function test_theDelay_neverFallsBelowTheFirst() public {
        same(governor.LEAST_DELAY(), DELAY, "least");
        operate(address(governor), abi.encodeCall(TimelockController.updateDelay, (1)));
        same(governor.getMinDelay(), DELAY, "not less");
        operate(address(governor), abi.encodeCall(TimelockController.updateDelay, (20 days)));
        same(governor.getMinDelay(), 20 days, "but more");
    }

    function test_nobodyIsAdministrator() public {
        bytes32 admin = governor.DEFAULT_ADMIN_ROLE();
        holds(!governor.hasRole(admin, COUNCIL) && !governor.hasRole(admin, address(this)), "no administrator");
        holds(governor.hasRole(admin, address(governor)), "only the governor itself");
        bytes32 role = governor.PROPOSER_ROLE();
        vm.expectRevert(
            abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, COUNCIL, admin)
        );
        vm.prank(COUNCIL);
        governor.grantRole(role, OTHER);
    }

    function test_constructor_needsACouncil() public {
        vm.expectRevert(abi.encodeWithSelector(CuckooGovernor.EmptyCouncil.selector));
        new CuckooGovernor(DELAY, new address[](0));
    }

    function test_veto_comesAtOnce() public {
        uint256 id = accuse(MINER, "digest");
        decided(id, 100);
        refusesStranger();
        vm.prank(STAKER);
        governor.veto(staking, id);
        vm.prank(COUNCIL);
        governor.veto(staking, id);
        holds(staking.cases(id).status == Status.Vetoed, "vetoed");
    }

    function test_accuse_comesAtOnce_andItsBondReturnsToTheGovernor() public {
        vm.deal(COUNCIL, BOND);
        vm.deal(STAKER, BOND);
        refusesStranger();
        vm.prank(STAKER);
        governor.accuse{value: BOND}(staking, COORDINATOR, "digest", "", "", uint64(block.timestamp));
        vm.prank(COUNCIL);
        uint256 id = governor.accuse{value: BOND}(
            staking, COORDINATOR, "digest", "evidence", "ipfs://evidence", uint64(block.timestamp)
        );
        Case memory c = staking.cases(id);
        same(c.proposer, address(governor), "proposer");
        executed(id, 100);
        operate(address(staking), abi.encodeCall(ICuckooStaking.claimCredit, ()));
        same(address(governor).balance, BOND, "bond");
    }

    function test_accuse_isNotForAMemberWhoIsTheArbiter() public {
        operate(address(staking), abi.encodeCall(ICuckooStaking.setArbiter, (COUNCIL)));
        vm.deal(COUNCIL, BOND);
        refusesToAct(IPausable.NotAllowed.selector, COUNCIL);
        vm.prank(COUNCIL);
        governor.accuse{value: BOND}(staking, COORDINATOR, "digest", "", "", uint64(block.timestamp));
    }

    function test_unpause_comesAtOnce() public {
        vm.prank(GUARDIAN);
        staking.pause(7 days);
        refusesStranger();
        vm.prank(STAKER);
        governor.unpause(staking);
        vm.prank(COUNCIL);
        governor.unpause(staking);
        stakeAs(STAKER, CAI);
    }

    function accuseAsCouncil(bytes32 digest) private returns (uint256) {
        vm.deal(COUNCIL, BOND);
        vm.prank(COUNCIL);
        return governor.accuse{value: BOND}(staking, MINER, digest, "", "", uint64(block.timestamp));
    }

    function refusesStranger() private {
        bytes32 role = governor.PROPOSER_ROLE();
        vm.expectRevert(abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, STAKER, role));
    }

    function schedule(address target, bytes memory call, uint256 delay) private {
        vm.prank(COUNCIL);
        governor.schedule(target, 0, call, 0, 0, delay);
    }

    function operate(address target, bytes memory call) private {
        schedule(target, call, DELAY);
        vm.warp(block.timestamp + DELAY);
        governor.execute(target, 0, call, 0, 0);
    }
}
