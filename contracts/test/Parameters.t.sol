// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CuckooStaking} from "../src/CuckooStaking.sol";
import {ICuckooStaking} from "../src/ICuckooStaking.sol";
import {Parameters} from "../src/StakingTypes.sol";
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
    }

    function test_constructor_tellsEachParameter() public {
        Parameters memory p = standard();
        vm.expectEmit();
        emit ICuckooStaking.ParameterChanged("minMinerStake", abi.encode(p.minMinerStake));
        vm.expectEmit();
        emit ICuckooStaking.ParameterChanged("minCoordinatorStake", abi.encode(p.minCoordinatorStake));
        vm.expectEmit();
        emit ICuckooStaking.ParameterChanged("minVote", abi.encode(p.minVote));
        vm.expectEmit();
        emit ICuckooStaking.ParameterChanged("cooldown", abi.encode(p.cooldown));
        vm.expectEmit();
        emit ICuckooStaking.ParameterChanged("evidenceWindow", abi.encode(p.evidenceWindow));
        vm.expectEmit();
        emit ICuckooStaking.ParameterChanged("epoch", abi.encode(p.epoch));
        new CuckooStaking(p);
    }

    function test_secondsForDays_areAccepted() public {
        Parameters memory p = standard();
        (p.cooldown, p.evidenceWindow, p.epoch) = (7, 5, 60);
        same(new CuckooStaking(p).parameters().cooldown, 7, "seconds");
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
        Parameters memory p = standard();
        p.cooldown = 366 days;
        refuses(p, "cooldown");
        p = standard();
        p.epoch = 0;
        refuses(p, "epoch");
        p.epoch = 366 days;
        refuses(p, "epoch");
    }

    function refuses(Parameters memory p, bytes32 key) private {
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.InvalidParameter.selector, key));
        new CuckooStaking(p);
    }
}
