// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICuckooStaking} from "../src/ICuckooStaking.sol";
import {Candidate, Kind} from "../src/StakingTypes.sol";
import {StakingTest} from "./support/StakingTest.sol";

contract CommissionTest is StakingTest {
    function setUp() public override {
        super.setUp();
        registerMiner();
    }

    function test_rise_waitsForCooldownAndOneEpoch() public {
        uint64 due = uint64(block.timestamp) + COOLDOWN + EPOCH;
        vm.expectEmit(address(staking));
        emit ICuckooStaking.CandidateChanged(
            MINER, vm.addr(NODE_KEY), Kind.Miner, true, true, MINER_MIN, 500, 900, due, 1
        );
        set(900);
        vm.warp(due - 1);
        expect(500, 900, due);
        vm.warp(due);
        expect(900, 900, 0);
    }

    function test_cut_countsAtOnceAndCancelsARise() public {
        set(900);
        set(200);
        expect(200, 200, 0);
        vm.warp(block.timestamp + 30 days);
        expect(200, 200, 0);
    }

    function test_sameAgain_cancelsARise() public {
        set(900);
        set(500);
        expect(500, 500, 0);
    }

    function test_anotherRise_waitsAnew() public {
        set(900);
        vm.warp(block.timestamp + COOLDOWN);
        set(800);
        expect(500, 800, uint64(block.timestamp) + COOLDOWN + EPOCH);
    }

    function test_cutAfterADueRise_startsFromTheRisenOne() public {
        set(900);
        vm.warp(block.timestamp + COOLDOWN + EPOCH);
        set(800);
        expect(800, 800, 0);
    }

    function test_return_cannotSlipARisePastTheBackers() public {
        vm.prank(MINER);
        staking.deregister();
        registerAs(MINER, Kind.Miner, 0, 10_000, NODE_KEY);
        expect(500, 10_000, uint64(block.timestamp) + COOLDOWN + EPOCH);
    }

    function test_set_refusesMoreThanAll() public {
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.CommissionTooHigh.selector, 10_001));
        set(10_001);
    }

    function test_register_refusesMoreThanAll() public {
        bytes memory sig = consent(NODE_KEY + 1, OTHER, Kind.Miner, block.timestamp);
        stakeAs(OTHER, MINER_MIN);
        address node = vm.addr(NODE_KEY + 1);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.CommissionTooHigh.selector, 10_001));
        vm.prank(OTHER);
        staking.register(Kind.Miner, node, MINER_MIN, 10_001, "", "", block.timestamp, sig);
    }

    function test_set_refusesWhoIsNotRegistered() public {
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.NotRegistered.selector, OTHER));
        vm.prank(OTHER);
        staking.setCommission(1);
    }

    function set(uint16 bps) private {
        vm.prank(MINER);
        staking.setCommission(bps);
    }

    function expect(uint256 present, uint256 next, uint64 due) private view {
        Candidate memory c = staking.candidates(MINER);
        same(c.commission, present, "commission");
        same(c.nextCommission, next, "next commission");
        same(c.nextAt, due, "next at");
    }
}
