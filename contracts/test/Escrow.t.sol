// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICuckooSettlement} from "../src/ICuckooSettlement.sol";
import {Escrow} from "../src/SettlementTypes.sol";
import {SettlementWorld} from "./support/SettlementWorld.sol";

contract EscrowTest is SettlementWorld {
    address internal constant APP = address(0x5001);

    function setUp() public {
        beginSettlement();
        depositAs(APP, 100 * CAI);
    }

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
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.NoEscrowRequest.selector));
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
        post("next", 10 * CAI);
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
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.NoEscrowRequest.selector));
        withdrawEscrowAs(COORDINATOR);
    }

    function test_escrow_aRequestIsGoodForOneWindow() public {
        requestAs(COORDINATOR, 30 * CAI);
        uint64 until = uint64(block.timestamp) + 2 * ESCROW_WINDOW;
        depositAs(APP, 10 * CAI);
        vm.warp(until);
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.EscrowRequestOver.selector, until));
        withdrawEscrowAs(COORDINATOR);
        vm.warp(until - 1);
        withdrawEscrowAs(COORDINATOR);
        same(COORDINATOR.balance, 30 * CAI, "paid");
    }

    function test_escrow_withoutARequest() public {
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.NoEscrowRequest.selector));
        withdrawEscrowAs(COORDINATOR);
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
