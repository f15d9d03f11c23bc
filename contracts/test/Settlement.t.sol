// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {ICuckooSettlement} from "../src/ICuckooSettlement.sol";
import {ICuckooStaking} from "../src/ICuckooStaking.sol";
import {IPausable} from "../src/Pausable.sol";
import {Escrow, Root} from "../src/SettlementTypes.sol";
import {Actor} from "./support/Receivers.sol";
import {SettlementWorld} from "./support/SettlementWorld.sol";

contract SettlementTest is SettlementWorld {
    address internal constant APP = address(0x5001);
    Leaf internal minerLeaf = Leaf(MINER, 30 * CAI, true);
    Leaf internal appLeaf = Leaf(APP, 5 * CAI, false);

    function setUp() public {
        beginSettlement();
        depositAs(APP, 100 * CAI);
    }

    // ------------------------------------------------------------------------------------------------- deposits

    function test_deposit_isToldWithTheSum() public {
        vm.deal(APP, 10 * CAI);
        vm.expectEmit(address(settlement));
        emit ICuckooSettlement.Deposited(COORDINATOR, APP, "my app", 10 * CAI, 110 * CAI);
        vm.prank(APP);
        settlement.deposit{value: 10 * CAI}(COORDINATOR, "my app");
        same(settlement.escrows(COORDINATOR).deposited, 110 * CAI, "deposited");
        same(settlement.uncommitted(COORDINATOR), 110 * CAI, "uncommitted");
    }

    function test_deposit_refusesZeroAndWhoIsNoCoordinator() public {
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.ZeroAmount.selector));
        settlement.deposit(COORDINATOR, "app");
        refusesDeposit(MINER);
        refusesDeposit(OTHER);
        vm.prank(COORDINATOR);
        staking.deregister();
        refusesDeposit(COORDINATOR);
    }

    function test_directTransfer_isRefused() public {
        vm.deal(OTHER, CAI);
        vm.prank(OTHER);
        (bool sent, bytes memory answer) = address(settlement).call{value: CAI}("");
        holds(!sent && bytes4(answer) == ICuckooSettlement.DirectTransferRefused.selector, "refused");
    }

    // ---------------------------------------------------------------------------------------------------- roots

    function test_post_tellsAndStands() public {
        uint64 epoch = presentEpoch();
        vm.warp((uint256(epoch) + 1) * EPOCH);
        uint64 finalAt = uint64(block.timestamp) + ROOT_WINDOW;
        vm.expectEmit(address(settlement));
        emit ICuckooSettlement.EpochPosted(COORDINATOR, epoch, "root", 40 * CAI, "log", secretOf(epoch), finalAt);
        postAs(node, epoch, "root", 40 * CAI);
        Root memory root = settlement.roots(COORDINATOR, epoch);
        holds(root.payoutRoot == "root" && !root.rejected, "root");
        same(root.cumulativeTotal, 40 * CAI, "total");
        same(root.finalAt, finalAt, "final");
        same(root.standing, 0, "the first");
        same(settlement.standingEpoch(COORDINATOR), epoch, "stands");
        same(settlement.uncommitted(COORDINATOR), 60 * CAI, "committed");
        uint64 next = post("next", 40 * CAI);
        same(settlement.roots(COORDINATOR, next).standing, epoch, "built on it");
    }

    function test_post_refusesAnEpochTwiceOrBackwards() public {
        vm.warp(block.timestamp + 5 * uint256(EPOCH));
        uint64 epoch = post("root", 0);
        bytes memory passed = abi.encodeWithSelector(ICuckooSettlement.EpochPassed.selector, epoch, epoch);
        bytes32 secret = secretOf(epoch);
        vm.expectRevert(passed);
        vm.prank(node);
        settlement.postEpoch(epoch, "root", 0, "log", secret);
        secret = secretOf(epoch - 1);
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.EpochPassed.selector, epoch - 1, epoch));
        vm.prank(node);
        settlement.postEpoch(epoch - 1, "root", 0, "log", secret);
    }

    function test_post_refusesNoRoot() public {
        uint64 epoch = presentEpoch();
        vm.warp((uint256(epoch) + 1) * EPOCH);
        bytes32 secret = secretOf(epoch);
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.EmptyRoot.selector));
        vm.prank(node);
        settlement.postEpoch(epoch, 0, 0, "log", secret);
    }

    function test_totals_neverFall() public {
        post("root", 40 * CAI);
        refusesTotal(40 * CAI - 1, abi.encodeWithSelector(ICuckooSettlement.TotalFell.selector, 40 * CAI - 1, 40 * CAI));
        post("root", 40 * CAI);
    }

    function test_totals_neverExceedTheEscrow() public {
        refusesTotal(
            100 * CAI + 1, abi.encodeWithSelector(ICuckooSettlement.TotalAboveEscrow.selector, 100 * CAI + 1, 100 * CAI)
        );
        post("root", 100 * CAI);
        same(settlement.uncommitted(COORDINATOR), 0, "all committed");
    }

    function test_totals_countWhatWasTakenBack() public {
        requestAs(COORDINATOR, 60 * CAI);
        vm.warp(block.timestamp + ESCROW_WINDOW);
        withdrawEscrowAs(COORDINATOR);
        refusesTotal(
            40 * CAI + 1, abi.encodeWithSelector(ICuckooSettlement.TotalAboveEscrow.selector, 40 * CAI + 1, 40 * CAI)
        );
        post("root", 40 * CAI);
    }

    function test_pendingRoots_areBounded() public {
        uint64 first;
        vm.warp((uint256(presentEpoch()) + 1) * EPOCH);
        uint64 from = presentEpoch() - 1;
        vm.warp(block.timestamp + 80 * uint256(EPOCH));
        for (uint64 i = 0; i < 64; ++i) {
            postAs(node, from + i, "root", 0);
            if (i == 0) first = settlement.roots(COORDINATOR, from).finalAt;
            vm.warp(block.timestamp + 1);
        }
        bytes32 secret = secretOf(from + 64);
        vm.warp(first - 1);
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.TooManyPending.selector, first));
        vm.prank(node);
        settlement.postEpoch(from + 64, "root", 0, "log", secret);
        vm.warp(first);
        postAs(node, from + 64, "root", 0);
        rejectAs(ARBITER, from + 1);
        postAs(node, from + 65, "root", 0); // the oldest now waits no more: it was rejected
        same(settlement.standingEpoch(COORDINATOR), from + 65, "stands");
        same(settlement.roots(COORDINATOR, from + 65).standing, from, "on the last that was not rejected");
    }

    // ------------------------------------------------------------------------------------------------ rejecting

    function test_reject_takesAllLaterRootsAlong() public {
        uint64 a = post("a", 10 * CAI);
        uint64 b = post("b", 20 * CAI);
        uint64 c = post("c", 30 * CAI);
        vm.expectEmit(address(settlement));
        emit ICuckooSettlement.RootRejected(COORDINATOR, c);
        vm.expectEmit(address(settlement));
        emit ICuckooSettlement.RootRejected(COORDINATOR, b);
        rejectAs(ARBITER, b);
        holds(!settlement.roots(COORDINATOR, a).rejected, "a stands");
        holds(settlement.roots(COORDINATOR, b).rejected && settlement.roots(COORDINATOR, c).rejected, "gone");
        same(settlement.standingEpoch(COORDINATOR), a, "a is the newest again");
        same(settlement.uncommitted(COORDINATOR), 90 * CAI, "freed");
        uint64 d = post("d", 10 * CAI);
        same(settlement.roots(COORDINATOR, d).standing, a, "built on a");
        rejectAs(ARBITER, a);
        same(settlement.standingEpoch(COORDINATOR), 0, "nothing stands");
        holds(settlement.roots(COORDINATOR, d).rejected, "d went with it");
    }

    function test_reject_isTheArbitersAndInTime() public {
        uint64 epoch = post("root", 10 * CAI);
        uint64 finalAt = settlement.roots(COORDINATOR, epoch).finalAt;
        address[4] memory others = [GOVERNOR, COORDINATOR, GUARDIAN, OTHER];
        for (uint256 i = 0; i < others.length; ++i) {
            refusesToAct(IPausable.NotAllowed.selector, others[i]);
            rejectAs(others[i], epoch);
        }
        vm.warp(finalAt);
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.RootFinal.selector, finalAt));
        rejectAs(ARBITER, epoch);
        uint64 next = post("next", 10 * CAI);
        vm.warp(settlement.roots(COORDINATOR, next).finalAt - 1);
        rejectAs(ARBITER, next);
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.NoRoot.selector, COORDINATOR, next));
        rejectAs(ARBITER, next);
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.NoRoot.selector, COORDINATOR, 1));
        rejectAs(ARBITER, 1);
    }

    // ------------------------------------------------------------------------------------------------- claiming

    function test_claim_paysTheAccount_andTells() public {
        uint64 epoch = postFinal(minerLeaf, appLeaf, 35 * CAI);
        vm.expectEmit(address(settlement));
        emit ICuckooSettlement.Claimed(COORDINATOR, APP, epoch, 5 * CAI, 5 * CAI, false);
        claimLeaf(epoch, appLeaf, minerLeaf);
        same(APP.balance, 5 * CAI, "paid");
        same(settlement.claimed(COORDINATOR, APP, false), 5 * CAI, "claimed");
        same(settlement.escrows(COORDINATOR).claimed, 5 * CAI, "of the escrow");
    }

    function test_claim_toPool_goesThroughThePool() public {
        uint64 epoch = postFinal(minerLeaf, appLeaf, 35 * CAI);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.RewardsFunded(MINER, 30 * CAI, 1.5e18);
        claimLeaf(epoch, minerLeaf, appLeaf);
        same(MINER.balance, 0, "not to the owner");
        same(staking.pools(MINER).pot, 28.5e18, "pot");
        same(staking.credit(MINER), 1.5e18, "commission");
    }

    function test_claim_paysTheDifferenceOnly() public {
        claimLeaf(postFinal(minerLeaf, appLeaf, 35 * CAI), appLeaf, minerLeaf);
        Leaf memory more = Leaf(APP, 12 * CAI, false);
        uint64 epoch = postFinal(minerLeaf, more, 42 * CAI);
        claimLeaf(epoch, more, minerLeaf);
        same(APP.balance, 12 * CAI, "12 in all");
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.NothingToClaim.selector, 12 * CAI));
        claimLeaf(epoch, more, minerLeaf);
    }

    function test_claim_ofAnOlderRoot_staysPossible_andPaysNothingTwice() public {
        uint64 older = postFinal(minerLeaf, appLeaf, 35 * CAI);
        Leaf memory more = Leaf(APP, 12 * CAI, false);
        uint64 newer = postFinal(minerLeaf, more, 42 * CAI);
        vm.warp(block.timestamp + 1000 days);
        claimLeaf(older, appLeaf, minerLeaf);
        claimLeaf(newer, more, minerLeaf);
        claimLeaf(older, minerLeaf, appLeaf);
        same(APP.balance, 12 * CAI, "12 in all");
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.NothingToClaim.selector, 12 * CAI));
        claimLeaf(older, appLeaf, minerLeaf);
    }

    function test_claim_keepsPoolAndAccountApart() public {
        Leaf memory refund = Leaf(MINER, 7 * CAI, false);
        uint64 epoch = postFinal(minerLeaf, refund, 37 * CAI);
        claimLeaf(epoch, refund, minerLeaf);
        claimLeaf(epoch, minerLeaf, refund);
        same(MINER.balance, 7 * CAI, "as an app");
        same(settlement.claimed(COORDINATOR, MINER, true), 30 * CAI, "as a miner");
    }

    function test_claim_waitsForTheRoot() public {
        uint64 epoch = presentEpoch();
        post(rootOf(epoch, minerLeaf, appLeaf), 35 * CAI);
        uint64 finalAt = settlement.roots(COORDINATOR, epoch).finalAt;
        vm.warp(finalAt - 1);
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.RootNotFinal.selector, finalAt));
        claimLeaf(epoch, appLeaf, minerLeaf);
        vm.warp(finalAt);
        claimLeaf(epoch, appLeaf, minerLeaf);
    }

    function test_claim_refusesARejectedOrUnknownRoot() public {
        uint64 epoch = presentEpoch();
        post(rootOf(epoch, minerLeaf, appLeaf), 35 * CAI);
        rejectAs(ARBITER, epoch);
        vm.warp(block.timestamp + ROOT_WINDOW);
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.NoRoot.selector, COORDINATOR, epoch));
        claimLeaf(epoch, appLeaf, minerLeaf);
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.NoRoot.selector, COORDINATOR, 1));
        claimLeaf(1, appLeaf, minerLeaf);
    }

    function test_claim_refusesAnythingButTheLeaf() public {
        uint64 epoch = postFinal(minerLeaf, appLeaf, 35 * CAI);
        bytes memory invalid = abi.encodeWithSelector(ICuckooSettlement.ProofInvalid.selector);
        bytes32[] memory proof = new bytes32[](1);
        proof[0] = hashOf(epoch, minerLeaf);
        vm.expectRevert(invalid);
        settlement.claim(COORDINATOR, epoch, APP, 5 * CAI + 1, false, proof);
        vm.expectRevert(invalid);
        settlement.claim(COORDINATOR, epoch, APP, 5 * CAI, true, proof);
        vm.expectRevert(invalid);
        settlement.claim(COORDINATOR, epoch, OTHER, 5 * CAI, false, proof);
        vm.expectRevert(invalid);
        settlement.claim(COORDINATOR, epoch, APP, 5 * CAI, false, new bytes32[](0));
        // An inner node is no leaf: leaves are hashed twice.
        uint64 next = postFinal(appLeaf, appLeaf, 35 * CAI);
        proof[0] = hashOf(next, minerLeaf);
        vm.expectRevert(invalid);
        settlement.claim(COORDINATOR, next, APP, 5 * CAI, false, proof);
    }

    function test_leaf_namesChainContractCoordinatorAndEpoch() public view {
        bytes memory fields =
            abi.encode(block.chainid, address(settlement), COORDINATOR, uint64(9), APP, 5 * CAI, false);
        bytes32 expected = keccak256(bytes.concat(keccak256(fields)));
        holds(settlement.leafOf(COORDINATOR, 9, APP, 5 * CAI, false) == expected, "leaf");
    }

    function test_claims_neverExceedTheEscrow_whateverTheLeavesSay() public {
        Leaf memory greedy = Leaf(OTHER, 99 * CAI, false);
        uint64 epoch = postFinal(greedy, appLeaf, 50 * CAI); // the leaves sum to more than the total
        claimLeaf(epoch, greedy, appLeaf);
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.EscrowTooSmall.selector, CAI, 5 * CAI));
        claimLeaf(epoch, appLeaf, greedy);
        same(settlement.uncommitted(COORDINATOR), CAI, "what was paid is not taken back");
        depositAs(APP, 4 * CAI);
        claimLeaf(epoch, appLeaf, greedy);
        same(address(settlement).balance, 0, "to the wei");
    }

    function test_claim_toPool_ofNoCandidate_isRefused() public {
        Leaf memory nobody = Leaf(OTHER, 5 * CAI, true);
        uint64 epoch = postFinal(nobody, appLeaf, 10 * CAI);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.NotRegistered.selector, OTHER));
        claimLeaf(epoch, nobody, appLeaf);
    }

    function test_claim_toARefusingReceiver_harmsOnlyItself() public {
        Actor refuser = new Actor();
        refuser.refuse();
        Leaf memory leaf = Leaf(address(refuser), 5 * CAI, false);
        uint64 epoch = postFinal(leaf, minerLeaf, 35 * CAI);
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.PaymentFailed.selector, address(refuser), 5 * CAI));
        claimLeaf(epoch, leaf, minerLeaf);
        claimLeaf(epoch, minerLeaf, leaf);
    }

    function test_claim_cannotBeReentered() public {
        Actor thief = new Actor();
        Leaf memory leaf = Leaf(address(thief), 5 * CAI, false);
        uint64 epoch = postFinal(leaf, minerLeaf, 35 * CAI);
        bytes32[] memory proof = new bytes32[](1);
        proof[0] = hashOf(epoch, minerLeaf);
        thief.callBack(
            address(settlement),
            abi.encodeCall(ICuckooSettlement.claim, (COORDINATOR, epoch, address(thief), 5 * CAI, false, proof))
        );
        claimLeaf(epoch, leaf, minerLeaf);
        same(thief.calls(), 1, "tried");
        holds(bytes4(thief.answer()) == ReentrancyGuard.ReentrancyGuardReentrantCall.selector, "refused");
        thief.callBack(address(settlement), abi.encodeCall(ICuckooSettlement.withdrawEscrow, ()));
        Leaf memory more = Leaf(address(thief), 6 * CAI, false);
        epoch = postFinal(more, minerLeaf, 36 * CAI);
        claimLeaf(epoch, more, minerLeaf);
        holds(bytes4(thief.answer()) == ReentrancyGuard.ReentrancyGuardReentrantCall.selector, "refused too");
    }

    // --------------------------------------------------------------------------------------------------- escrow

    function test_escrow_returnsAfterItsWindow_andTells() public {
        uint64 readyAt = uint64(block.timestamp) + ESCROW_WINDOW;
        vm.expectEmit(address(settlement));
        emit ICuckooSettlement.EscrowRequested(COORDINATOR, 30 * CAI, readyAt);
        requestAs(COORDINATOR, 30 * CAI);
        vm.warp(readyAt - 1);
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.EscrowNotReady.selector, readyAt));
        withdrawEscrowAs(COORDINATOR);
        vm.warp(readyAt);
        vm.expectEmit(address(settlement));
        emit ICuckooSettlement.EscrowWithdrawn(COORDINATOR, 30 * CAI, 30 * CAI);
        withdrawEscrowAs(COORDINATOR);
        same(COORDINATOR.balance, 30 * CAI, "paid");
        Escrow memory e = settlement.escrows(COORDINATOR);
        same(e.withdrawn, 30 * CAI, "withdrawn");
        same(e.requested, 0, "done");
        same(e.readyAt, 0, "done");
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.EscrowNotReady.selector, 0));
        withdrawEscrowAs(COORDINATOR);
    }

    function test_escrow_refusesMoreThanIsUncommitted() public {
        post("root", 40 * CAI);
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.EscrowTooSmall.selector, 60 * CAI, 60 * CAI + 1));
        requestAs(COORDINATOR, 60 * CAI + 1);
        requestAs(COORDINATOR, 60 * CAI);
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.EscrowTooSmall.selector, 0, 1));
        requestAs(OTHER, 1);
    }

    function test_escrow_whatARootCommitsMeanwhile_stays() public {
        requestAs(COORDINATOR, 100 * CAI);
        vm.warp(block.timestamp + ESCROW_WINDOW);
        post("root", 40 * CAI);
        withdrawEscrowAs(COORDINATOR);
        same(COORDINATOR.balance, 60 * CAI, "the rest only");
        depositAs(APP, 10 * CAI);
        requestAs(COORDINATOR, 10 * CAI);
        vm.warp(block.timestamp + ESCROW_WINDOW);
        post("root", 50 * CAI);
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.EscrowTooSmall.selector, 0, 10 * CAI));
        withdrawEscrowAs(COORDINATOR);
    }

    function test_escrow_aNewRequestStartsAnew_andZeroCancels() public {
        requestAs(COORDINATOR, 30 * CAI);
        vm.warp(block.timestamp + ESCROW_WINDOW);
        requestAs(COORDINATOR, 40 * CAI);
        uint64 readyAt = uint64(block.timestamp) + ESCROW_WINDOW;
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.EscrowNotReady.selector, readyAt));
        withdrawEscrowAs(COORDINATOR);
        vm.expectEmit(address(settlement));
        emit ICuckooSettlement.EscrowRequested(COORDINATOR, 0, 0);
        requestAs(COORDINATOR, 0);
        vm.warp(readyAt);
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.EscrowNotReady.selector, 0));
        withdrawEscrowAs(COORDINATOR);
    }

    function refusesDeposit(address coordinator) private {
        vm.deal(APP, CAI);
        refusesToAct(ICuckooSettlement.NotCoordinator.selector, coordinator);
        vm.prank(APP);
        settlement.deposit{value: CAI}(coordinator, "app");
    }

    function refusesTotal(uint256 total, bytes memory reason) private {
        uint64 epoch = presentEpoch();
        vm.warp((uint256(epoch) + 1) * EPOCH);
        bytes32 secret = secretOf(epoch);
        vm.expectRevert(reason);
        vm.prank(node);
        settlement.postEpoch(epoch, "root", total, "log", secret);
    }

    function rejectAs(address who, uint64 epoch) private {
        vm.prank(who);
        settlement.rejectRoot(COORDINATOR, epoch);
    }

    function requestAs(address who, uint256 amount) private {
        vm.prank(who);
        settlement.requestEscrow(amount);
    }

    function withdrawEscrowAs(address who) private {
        vm.prank(who);
        settlement.withdrawEscrow();
    }
}
