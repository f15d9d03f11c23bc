// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CuckooSettlement} from "../src/CuckooSettlement.sol";
import {ICuckooSettlement} from "../src/ICuckooSettlement.sol";
import {ICuckooStaking} from "../src/ICuckooStaking.sol";
import {IPausable} from "../src/Pausable.sol";
import {Kind} from "../src/StakingTypes.sol";
import {SettlementWorld} from "./support/SettlementWorld.sol";
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

    function test_texts_mayHaveTheirFullLength() public {
        registerCoordinator();
        uint256 id = accuse(MINER, keccak256("a result"));
        vm.prank(MINER);
        staking.answer(id, "", string(new bytes(256)));
        vm.prank(MINER);
        staking.updateInfo(string(new bytes(256)), string(new bytes(4096)));
    }

    function test_register_mayKeepAllRewards() public {
        registerAs(OTHER, Kind.Miner, MINER_MIN, 10_000, NODE_KEY + 2);
        same(staking.candidates(OTHER).commission, 10_000, "all");
    }

    function test_register_refusesTheSmallestOwnVoteAsAVote() public {
        bytes memory sig = consent(NODE_KEY + 2, OTHER, Kind.Miner, block.timestamp);
        address node = vm.addr(NODE_KEY + 2);
        stakeAs(OTHER, 1);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.VoteTooSmall.selector, 1, CAI));
        vm.prank(OTHER);
        staking.register(Kind.Miner, node, 1, 0, "", "", block.timestamp, sig);
    }
}

/// As above, of the settlement contract.
contract SettlementFaultsTest is SettlementWorld {
    Leaf private neighbour = Leaf(MINER, 1, false);

    function setUp() public {
        beginSettlement();
    }

    function test_constructor_takesASecond() public {
        same(new CuckooSettlement(staking, 1, 2).rootWindow(), 1, "a second");
    }

    function test_constructor_refusesAnEscrowWaitOfMoreThanAYear_underItsName() public {
        vm.expectRevert(abi.encodeWithSelector(IPausable.InvalidParameter.selector, bytes32("escrowWindow")));
        new CuckooSettlement(staking, 365 days, 365 days + 1);
    }

    function test_oneWei_comesInAndGoesOut() public {
        depositAs(STAKER, 1);
        vm.prank(COORDINATOR);
        settlement.requestEscrow(1);
        vm.warp(block.timestamp + ESCROW_WINDOW);
        vm.prank(COORDINATOR);
        settlement.withdrawEscrow();
        same(COORDINATOR.balance, 1, "back");
    }

    /// What was taken back is gone, also for a root whose leaves say more than its amount.
    function test_roots_leaveWhatWasWithdrawn() public {
        depositAs(STAKER, 100);
        vm.prank(COORDINATOR);
        settlement.requestEscrow(50);
        vm.warp(block.timestamp + ESCROW_WINDOW);
        vm.prank(COORDINATOR);
        settlement.withdrawEscrow();
        Leaf memory tooMuch = Leaf(OTHER, 51, false);
        uint64 epoch = postFinal(tooMuch, neighbour, 50);
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.RootSpent.selector, epoch, 50, 51));
        claimLeaf(epoch, tooMuch, neighbour);
    }

    function test_claim_ofOneWei() public {
        depositAs(STAKER, 1);
        Leaf memory leaf = Leaf(OTHER, 1, false);
        claimLeaf(postFinal(leaf, neighbour, 1), leaf, neighbour);
        same(OTHER.balance, 1, "paid");
    }

    function test_rejectRoot_tellsThatRootOnly() public {
        depositAs(STAKER, 100);
        uint64 first = post("root", 1);
        post("another root", 1);
        vm.recordLogs();
        vm.prank(ARBITER);
        settlement.rejectRoot(COORDINATOR, first);
        same(vm.getRecordedLogs().length, 1, "one event");
    }
}
