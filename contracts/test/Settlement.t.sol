// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICuckooSettlement} from "../src/ICuckooSettlement.sol";
import {IPausable} from "../src/Pausable.sol";
import {Root} from "../src/SettlementTypes.sol";
import {SettlementWorld} from "./support/SettlementWorld.sol";

contract SettlementTest is SettlementWorld {
    address internal constant APP = address(0x5001);

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

    function test_post_setsTheAmountAside_andTells() public {
        uint64 epoch = presentEpoch();
        vm.warp((uint256(epoch) + 1) * EPOCH);
        uint64 finalAt = uint64(block.timestamp) + ROOT_WINDOW;
        vm.expectEmit(address(settlement));
        emit ICuckooSettlement.EpochPosted(
            COORDINATOR, epoch, "root", 40 * CAI, 40 * CAI, "log", secretOf(epoch), finalAt
        );
        postAs(node, epoch, "root", 40 * CAI);
        Root memory root = settlement.roots(COORDINATOR, epoch);
        holds(root.payoutRoot == "root" && !root.rejected, "root");
        same(root.amount, 40 * CAI, "amount");
        same(root.claimed, 0, "nothing paid");
        same(root.finalAt, finalAt, "final");
        same(settlement.uncommitted(COORDINATOR), 60 * CAI, "the rest");
        uint64 next = epoch + 1;
        vm.warp((uint256(next) + 1) * EPOCH);
        finalAt = uint64(block.timestamp) + ROOT_WINDOW;
        vm.expectEmit(address(settlement));
        emit ICuckooSettlement.EpochPosted(COORDINATOR, next, "next", 5 * CAI, 45 * CAI, "log", secretOf(next), finalAt);
        postAs(node, next, "next", 5 * CAI);
        same(settlement.escrows(COORDINATOR).committed, 45 * CAI, "of both");
    }

    function test_post_refusesAnEpochTwiceOrBackwards() public {
        vm.warp(block.timestamp + 5 * uint256(EPOCH));
        uint64 epoch = post("root", 1);
        bytes memory passed = abi.encodeWithSelector(ICuckooSettlement.EpochPassed.selector, epoch, epoch);
        bytes32 secret = secretOf(epoch);
        vm.expectRevert(passed);
        vm.prank(node);
        settlement.postEpoch(epoch, "root", 1, "log", secret);
        rejectAs(ARBITER, epoch); // its secret is out
        vm.expectRevert(passed);
        vm.prank(node);
        settlement.postEpoch(epoch, "root", 1, "log", secret);
        secret = secretOf(epoch - 1);
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.EpochPassed.selector, epoch - 1, epoch));
        vm.prank(node);
        settlement.postEpoch(epoch - 1, "root", 1, "log", secret);
    }

    function test_post_withoutPayouts() public {
        uint64 epoch = post(0, 0);
        holds(settlement.roots(COORDINATOR, epoch).finalAt != 0, "posted");
        same(settlement.uncommitted(COORDINATOR), 100 * CAI, "nothing set aside");
    }

    function test_post_refusesARootWithoutAmount_andAnAmountWithoutRoot() public {
        refusesPost("root", 0, abi.encodeWithSelector(ICuckooSettlement.RootWithoutAmount.selector, bytes32("root"), 0));
        refusesPost(0, 1, abi.encodeWithSelector(ICuckooSettlement.RootWithoutAmount.selector, bytes32(0), 1));
    }

    function test_amounts_neverExceedTheEscrowTogether() public {
        refusesAmount(100 * CAI + 1, 100 * CAI);
        post("root", 70 * CAI);
        refusesAmount(30 * CAI + 1, 30 * CAI);
        post("next", 30 * CAI);
        same(settlement.uncommitted(COORDINATOR), 0, "all committed");
        refusesAmount(1, 0);
    }

    function test_amounts_countWhatWasTakenBack() public {
        vm.prank(COORDINATOR);
        settlement.requestEscrow(60 * CAI);
        vm.warp(block.timestamp + ESCROW_WINDOW);
        vm.prank(COORDINATOR);
        settlement.withdrawEscrow();
        refusesAmount(40 * CAI + 1, 40 * CAI);
        post("root", 40 * CAI);
    }

    // ------------------------------------------------------------------------------------------------ rejecting

    function test_reject_freesTheAmount_andTouchesNoOtherRoot() public {
        uint64 a = post("a", 10 * CAI);
        uint64 b = post("b", 20 * CAI);
        uint64 c = post("c", 30 * CAI);
        vm.expectEmit(address(settlement));
        emit ICuckooSettlement.RootRejected(COORDINATOR, b, 40 * CAI);
        rejectAs(ARBITER, b);
        holds(settlement.roots(COORDINATOR, b).rejected, "rejected");
        holds(!settlement.roots(COORDINATOR, a).rejected && !settlement.roots(COORDINATOR, c).rejected, "they stand");
        same(settlement.uncommitted(COORDINATOR), 60 * CAI, "freed");
    }

    function test_reject_ofARootWithoutPayouts() public {
        uint64 epoch = post(0, 0);
        rejectAs(ARBITER, epoch); // for its log
        holds(settlement.roots(COORDINATOR, epoch).rejected, "rejected");
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

    function refusesDeposit(address coordinator) private {
        vm.deal(APP, CAI);
        refusesToAct(ICuckooSettlement.NotCoordinator.selector, coordinator);
        vm.prank(APP);
        settlement.deposit{value: CAI}(coordinator, "app");
    }

    function refusesAmount(uint256 amount, uint256 available) private {
        refusesPost(
            "root", amount, abi.encodeWithSelector(ICuckooSettlement.EscrowTooSmall.selector, available, amount)
        );
    }

    function refusesPost(bytes32 root, uint256 amount, bytes memory reason) private {
        uint64 epoch = presentEpoch();
        vm.warp((uint256(epoch) + 1) * EPOCH);
        bytes32 secret = secretOf(epoch);
        vm.expectRevert(reason);
        vm.prank(node);
        settlement.postEpoch(epoch, root, amount, "log", secret);
    }

    function rejectAs(address who, uint64 epoch) private {
        vm.prank(who);
        settlement.rejectRoot(COORDINATOR, epoch);
    }
}
