// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CuckooStaking} from "../src/CuckooStaking.sol";
import {ICuckooStaking} from "../src/ICuckooStaking.sol";
import {IPausable} from "../src/Pausable.sol";
import {Governance, Kind, Parameters} from "../src/StakingTypes.sol";
import {StakingTest} from "./support/StakingTest.sol";

contract GovernanceTest is StakingTest {
    function test_governance_isWhatWasGiven() public view {
        Governance memory g = staking.governance();
        same(g.governor, GOVERNOR, "governor");
        same(g.arbiter, ARBITER, "arbiter");
        same(g.treasury, TREASURY, "treasury");
        same(g.pauseGuardian, GUARDIAN, "guardian");
        same(g.caseBond, BOND, "bond");
        same(g.maxSlashBps, 3000, "slash");
        same(g.treasuryShareBps, 1000, "share");
    }

    function test_setArbiter() public {
        tells("arbiter", abi.encode(OTHER));
        vm.prank(GOVERNOR);
        staking.setArbiter(OTHER);
        same(staking.governance().arbiter, OTHER, "arbiter");
        refuses("arbiter");
        staking.setArbiter(address(0));
        refuses("arbiter"); // nobody both decides and vetoes
        staking.setArbiter(GOVERNOR);
    }

    function test_theArbiter_isNeverACandidate() public {
        registerMiner();
        registerCoordinator();
        refuses("arbiter"); // nobody decides about itself
        staking.setArbiter(MINER);
        refuses("arbiter"); // nor about its own accusation
        staking.setArbiter(COORDINATOR);
        vm.prank(MINER);
        staking.deregister();
        refuses("arbiter"); // its pool is liable for the cooldown, and it may come back
        staking.setArbiter(MINER);
        bytes memory sig = consent(NODE_KEY + 5, ARBITER, Kind.Miner, block.timestamp);
        stakeAs(ARBITER, MINER_MIN);
        refusesToAct(IPausable.NotAllowed.selector, ARBITER);
        vm.prank(ARBITER);
        staking.register(Kind.Miner, vm.addr(NODE_KEY + 5), MINER_MIN, 0, "", "", block.timestamp, sig);
        vm.prank(GOVERNOR);
        staking.setArbiter(OTHER);
        sig = consent(NODE_KEY + 5, ARBITER, Kind.Miner, block.timestamp);
        vm.prank(ARBITER); // not the arbiter any more
        staking.register(Kind.Miner, vm.addr(NODE_KEY + 5), MINER_MIN, 0, "", "", block.timestamp, sig);
    }

    function test_setTreasury() public {
        tells("treasury", abi.encode(OTHER, uint16(2000)));
        vm.prank(GOVERNOR);
        staking.setTreasury(OTHER, 2000);
        same(staking.governance().treasury, OTHER, "treasury");
        same(staking.governance().treasuryShareBps, 2000, "share");
        refuses("treasuryShareBps");
        staking.setTreasury(OTHER, 2001);
        refuses("treasury");
        staking.setTreasury(address(0), 0);
    }

    function test_setPauseGuardian_zeroMeansNobody() public {
        tells("pauseGuardian", abi.encode(address(0)));
        vm.prank(GOVERNOR);
        staking.setPauseGuardian(address(0));
        refusesToAct(IPausable.NotAllowed.selector, GUARDIAN);
        vm.prank(GUARDIAN);
        staking.pause(1);
        vm.prank(GOVERNOR);
        staking.pause(1);
    }

    function test_setCaseBond() public {
        tells("caseBond", abi.encode(COORDINATOR_MIN));
        vm.prank(GOVERNOR);
        staking.setCaseBond(COORDINATOR_MIN);
        same(staking.governance().caseBond, COORDINATOR_MIN, "bond");
        refuses("caseBond");
        staking.setCaseBond(COORDINATOR_MIN + 1);
        refuses("caseBond");
        staking.setCaseBond(0);
    }

    function test_setMaxSlash() public {
        tells("maxSlashBps", abi.encode(uint16(5000)));
        vm.prank(GOVERNOR);
        staking.setMaxSlash(5000);
        same(staking.governance().maxSlashBps, 5000, "slash");
        refuses("maxSlashBps");
        staking.setMaxSlash(5001);
        refuses("maxSlashBps");
        staking.setMaxSlash(0);
    }

    function test_setModelPolicy() public {
        tells("modelPolicy", abi.encode(bytes32("model"), bytes32("policy")));
        vm.prank(GOVERNOR);
        staking.setModelPolicy("model", "policy");
        holds(staking.modelPolicy("model") == "policy", "policy");
        vm.prank(GOVERNOR);
        staking.setModelPolicy("model", 0);
        holds(staking.modelPolicy("model") == 0, "taken back");
        refuses("modelPolicy");
        staking.setModelPolicy(0, "policy");
    }

    function test_setReferee() public {
        tells("referee", abi.encode(OTHER, true));
        vm.prank(GOVERNOR);
        staking.setReferee(OTHER, true);
        holds(staking.isReferee(OTHER), "appointed");
        vm.prank(GOVERNOR);
        staking.setReferee(OTHER, false);
        holds(!staking.isReferee(OTHER), "dismissed");
        refuses("referee");
        staking.setReferee(address(0), true);
    }

    function test_setters_areTheGovernorsOnly() public {
        bytes[7] memory calls = [
            abi.encodeCall(ICuckooStaking.setArbiter, (OTHER)),
            abi.encodeCall(ICuckooStaking.setTreasury, (OTHER, 1)),
            abi.encodeCall(ICuckooStaking.setPauseGuardian, (OTHER)),
            abi.encodeCall(ICuckooStaking.setCaseBond, (1)),
            abi.encodeCall(ICuckooStaking.setMaxSlash, (1)),
            abi.encodeCall(ICuckooStaking.setModelPolicy, ("model", "policy")),
            abi.encodeCall(ICuckooStaking.setReferee, (OTHER, true))
        ];
        address[4] memory others = [ARBITER, GUARDIAN, TREASURY, OTHER];
        for (uint256 i = 0; i < calls.length; ++i) {
            for (uint256 j = 0; j < others.length; ++j) {
                vm.prank(others[j]);
                (bool done, bytes memory answer) = address(staking).call(calls[i]);
                holds(!done && bytes4(answer) == IPausable.NotAllowed.selector, "refused");
            }
        }
    }

    function test_constructor_checksTheRoles() public {
        Governance memory g = governors();
        g.governor = address(0);
        refusesToBuild(standard(), g, "governor");
        g.governor = OTHER; // no contract: nothing would wait
        refusesToBuild(standard(), g, "governor");
        g = governors();
        g.arbiter = g.governor;
        refusesToBuild(standard(), g, "arbiter");
        g = governors();
        g.treasury = address(0);
        refusesToBuild(standard(), g, "treasury");
        g = governors();
        g.treasuryShareBps = 2001;
        refusesToBuild(standard(), g, "treasuryShareBps");
        g = governors();
        g.caseBond = 0;
        refusesToBuild(standard(), g, "caseBond");
        g = governors();
        g.maxSlashBps = 5001;
        refusesToBuild(standard(), g, "maxSlashBps");
    }

    function test_constructor_theGovernorsDelay_leavesTimeToLeave() public {
        governWith(COOLDOWN + CASE);
        refusesToBuild(standard(), governors(), "governor");
        governWith(COOLDOWN + CASE + 1);
        new CuckooStaking(standard(), governors());
    }

    function test_constructor_ceilingsBindTheGovernor() public {
        Parameters memory p = standard();
        (p.slashCeilingBps, p.treasuryCeilingBps) = (3000, 1000);
        CuckooStaking strict = new CuckooStaking(p, governors());
        vm.expectRevert(abi.encodeWithSelector(IPausable.InvalidParameter.selector, bytes32("maxSlashBps")));
        vm.prank(GOVERNOR);
        strict.setMaxSlash(3001);
        vm.expectRevert(abi.encodeWithSelector(IPausable.InvalidParameter.selector, bytes32("treasuryShareBps")));
        vm.prank(GOVERNOR);
        strict.setTreasury(OTHER, 1001);
    }

    function tells(bytes32 key, bytes memory value) private {
        vm.expectEmit(address(staking));
        emit IPausable.ParameterChanged(key, value);
    }

    /// The next call, the governor's, is refused.
    function refuses(bytes32 key) private {
        vm.expectRevert(abi.encodeWithSelector(IPausable.InvalidParameter.selector, key));
        vm.prank(GOVERNOR);
    }

    function refusesToBuild(Parameters memory p, Governance memory g, bytes32 key) private {
        vm.expectRevert(abi.encodeWithSelector(IPausable.InvalidParameter.selector, key));
        new CuckooStaking(p, g);
    }
}
