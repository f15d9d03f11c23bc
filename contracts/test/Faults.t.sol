// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICuckooStaking} from "../src/ICuckooStaking.sol";
import {Kind} from "../src/StakingTypes.sol";
import {StakingTest} from "./support/StakingTest.sol";

/// Each notices a fault that scripts/mutate.mjs put into the contracts and that no other test noticed.
contract FaultsTest is StakingTest {
    function setUp() public override {
        super.setUp();
        registerMiner();
    }

    function test_execute_roundsTheTreasurysShareDown() public {
        registerCoordinator();
        backAs(STAKER, MINER, CAI + 7); // 3 tenths of it leave 2 wei that the treasury's tenth can't be taken of
        uint256 id = accuse(MINER, keccak256("a result"));
        executed(id, 3000);
        same(staking.credit(TREASURY), (MINER_MIN + CAI) * 3 / 100, "floor");
    }

    function test_deregister_ofAnInactiveOwner_isTold() public {
        unvoteAs(MINER, MINER, 1);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.CandidateChanged(
            MINER, vm.addr(NODE_KEY), Kind.Miner, false, false, MINER_MIN - 1, 500, 500, 0, 1
        );
        vm.prank(MINER);
        staking.deregister();
    }

    function test_drip_releasesWholeWeiOnly() public {
        fundAs(STAKER, MINER, 10);
        vm.warp(block.timestamp + 1);
        backAs(STAKER, MINER, CAI);
        same(staking.pools(MINER).pot, 10, "nothing of ten wei in a second");
    }

    function test_aDueRise_isToldAsThePresentCommission() public {
        vm.prank(MINER);
        staking.setCommission(900);
        vm.warp(block.timestamp + COOLDOWN + EPOCH);
        stakeAs(MINER, CAI);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.CandidateChanged(
            MINER, vm.addr(NODE_KEY), Kind.Miner, true, true, MINER_MIN + CAI, 900, 900, 0, 1
        );
        voteAs(MINER, MINER, CAI);
    }
}
