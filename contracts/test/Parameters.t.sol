// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CuckooStaking} from "../src/CuckooStaking.sol";
import {IPausable} from "../src/Pausable.sol";
import {Governance, Parameters} from "../src/StakingTypes.sol";
import {StakingTest} from "./support/StakingTest.sol";

contract ParametersTest is StakingTest {
    function test_parameters_areWhatWasGiven() public view {
        Parameters memory p = staking.parameters();
        same(p.minMinerStake, MINER_MIN, "miner");
        same(p.minCoordinatorStake, COORDINATOR_MIN, "coordinator");
        same(p.minVote, CAI, "vote");
        same(p.cooldown, 7 days, "cooldown");
        same(p.evidenceWindow, 5 days, "evidence window");
        same(p.epoch, 1 hours, "epoch");
        same(p.dripPeriod, 7 days, "drip");
        same(p.answerWindow, 3 days, "answer");
        same(p.vetoWindow, 1 days, "veto");
        same(p.caseWindow, 7 days, "case");
        same(p.accusationPause, 30 days, "accusation pause");
        same(p.longestPause, 7 days, "pause");
        same(p.slashCeilingBps, 5000, "slash");
        same(p.treasuryCeilingBps, 2000, "treasury");
    }

    function test_constructor_tellsParametersAndRoles() public {
        Parameters memory p = standard();
        Governance memory g = governors();
        tells("parameters", abi.encode(p));
        tells("governor", abi.encode(g.governor));
        tells("arbiter", abi.encode(g.arbiter));
        tells("treasury", abi.encode(g.treasury, g.treasuryShareBps));
        tells("pauseGuardian", abi.encode(g.pauseGuardian));
        tells("caseBond", abi.encode(g.caseBond));
        tells("maxSlashBps", abi.encode(g.maxSlashBps));
        new CuckooStaking(p, g);
    }

    function test_secondsForDays_areAccepted() public {
        Parameters memory p = standard();
        (p.cooldown, p.evidenceWindow, p.epoch, p.dripPeriod) = (7, 5, 60, 7);
        (p.answerWindow, p.vetoWindow, p.caseWindow, p.accusationPause, p.longestPause) = (3, 1, 7, 30, 7);
        same(new CuckooStaking(p, governors()).parameters().cooldown, 7, "seconds");
    }

    function test_evidenceWindow_mustEndBeforeTheCooldown() public {
        Parameters memory p = standard();
        p.evidenceWindow = p.cooldown;
        refuses(p, "evidenceWindow");
        p.evidenceWindow = 0;
        refuses(p, "evidenceWindow");
    }

    function test_minimums_mustBePositiveAndOrdered() public {
        Parameters memory p = standard();
        p.minMinerStake = 0;
        refuses(p, "minMinerStake");
        p = standard();
        p.minCoordinatorStake = 0;
        refuses(p, "minCoordinatorStake");
        p = standard();
        p.minVote = 0;
        refuses(p, "minVote");
        p.minVote = p.minMinerStake + 1;
        refuses(p, "minVote");
        p = standard();
        p.minCoordinatorStake = p.minVote - 1;
        refuses(p, "minVote");
    }

    function test_waits_areBounded() public {
        governWith(731 days);
        Parameters memory p = standard();
        p.cooldown = 365 days;
        new CuckooStaking(p, governors());
        p.cooldown = 365 days + 1;
        refuses(p, "cooldown");
        p = standard();
        p.epoch = 0;
        refuses(p, "epoch");
        p.epoch = 365 days;
        new CuckooStaking(p, governors());
        p.epoch = 365 days + 1;
        refuses(p, "epoch");
        p = standard();
        p.dripPeriod = 0;
        refuses(p, "dripPeriod");
        p.dripPeriod = 365 days;
        new CuckooStaking(p, governors());
        p.dripPeriod = 365 days + 1;
        refuses(p, "dripPeriod");
        p = standard();
        p.accusationPause = 0;
        new CuckooStaking(p, governors());
        p.accusationPause = 365 days;
        new CuckooStaking(p, governors());
        p.accusationPause = 365 days + 1;
        refuses(p, "accusationPause");
        p = standard();
        p.longestPause = 0;
        refuses(p, "longestPause");
        p.longestPause = p.cooldown;
        new CuckooStaking(p, governors());
        p.longestPause = p.cooldown + 1;
        refuses(p, "longestPause");
    }

    function test_aCase_hasTimeForEachStep() public {
        Parameters memory p = standard();
        p.answerWindow = 0;
        refuses(p, "answerWindow");
        p = standard();
        p.vetoWindow = 0;
        refuses(p, "vetoWindow");
        p = standard();
        p.caseWindow = p.answerWindow + 2 * p.vetoWindow;
        refuses(p, "caseWindow");
        ++p.caseWindow;
        new CuckooStaking(p, governors());
        governWith(731 days);
        p.caseWindow = 365 days;
        new CuckooStaking(p, governors());
        p.caseWindow = 365 days + 1;
        refuses(p, "caseWindow");
        p = standard();
        p.vetoWindow = type(uint64).max; // sums do not wrap around
        refuses(p, "caseWindow");
    }

    function test_ceilings_areBounded() public {
        Parameters memory p = standard();
        p.slashCeilingBps = 0;
        refuses(p, "slashCeilingBps");
        p.slashCeilingBps = 5001;
        refuses(p, "slashCeilingBps");
        p = standard();
        p.treasuryCeilingBps = 2001;
        refuses(p, "treasuryCeilingBps");
        (p.treasuryCeilingBps, p.slashCeilingBps) = (1000, 3000);
        new CuckooStaking(p, governors());
    }

    function refuses(Parameters memory p, bytes32 key) private {
        vm.expectRevert(abi.encodeWithSelector(IPausable.InvalidParameter.selector, key));
        new CuckooStaking(p, governors());
    }

    function tells(bytes32 key, bytes memory value) private {
        vm.expectEmit();
        emit IPausable.ParameterChanged(key, value);
    }
}
