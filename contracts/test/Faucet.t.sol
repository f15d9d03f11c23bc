// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CuckooFaucet} from "../src/CuckooFaucet.sol";
import {Actor} from "./support/Receivers.sol";
import {Checks} from "./support/Vm.sol";

contract FaucetTest is Checks {
    uint256 internal constant PORTION = 100 ether;
    address payable internal constant A = payable(address(0x4001));
    address payable internal constant B = payable(address(0x4002));
    address payable internal constant C = payable(address(0x4003));
    CuckooFaucet internal faucet;

    function setUp() public {
        vm.warp(1_700_000_000);
        vm.deal(address(this), 1_000 ether);
        faucet = new CuckooFaucet{value: 900 ether}(PORTION, 1 days, 2);
    }

    function test_give_paysAPortion_andTells() public {
        vm.expectEmit(address(faucet));
        emit CuckooFaucet.Given(A, PORTION);
        faucet.give(A);
        same(A.balance, PORTION, "portion");
        same(faucet.lastAt(A), block.timestamp, "when");
    }

    function test_give_makesAReceiverWait() public {
        faucet.give(A);
        uint64 next = uint64(block.timestamp) + 1 days;
        vm.warp(next - 1);
        vm.expectRevert(abi.encodeWithSelector(CuckooFaucet.TooSoon.selector, A, next));
        faucet.give(A);
        vm.warp(next);
        faucet.give(A);
        same(A.balance, 2 * PORTION, "again");
    }

    function test_give_boundsARound() public {
        faucet.give(A);
        uint64 next = uint64(block.timestamp) + 1 days;
        vm.warp(block.timestamp + 1 hours);
        faucet.give(B);
        same(faucet.givenInRound(), 2, "two");
        vm.warp(next - 1);
        vm.expectRevert(abi.encodeWithSelector(CuckooFaucet.RoundIsOver.selector, next));
        faucet.give(C);
        vm.warp(next);
        faucet.give(C);
        same(faucet.givenInRound(), 1, "a new round");
        same(faucet.roundAt(), next, "from now");
    }

    function test_give_refusesWhenEmpty() public {
        CuckooFaucet poor = new CuckooFaucet{value: PORTION - 1}(PORTION, 1 days, 2);
        vm.expectRevert(abi.encodeWithSelector(CuckooFaucet.FaucetEmpty.selector, PORTION - 1, PORTION));
        poor.give(A);
        vm.expectEmit(address(poor));
        emit CuckooFaucet.Filled(address(this), 1);
        (bool sent,) = address(poor).call{value: 1}("");
        holds(sent, "filled");
        poor.give(A);
    }

    function test_give_refusesAReceiverThatRefuses() public {
        Actor refuser = new Actor();
        refuser.refuse();
        vm.expectRevert(abi.encodeWithSelector(CuckooFaucet.PaymentFailed.selector, address(refuser), PORTION));
        faucet.give(payable(address(refuser)));
        same(faucet.givenInRound(), 0, "not counted");
    }

    function test_give_cannotBeReentered() public {
        Actor thief = new Actor();
        address who = address(thief);
        thief.callBack(address(faucet), abi.encodeCall(CuckooFaucet.give, (payable(who))));
        faucet.give(payable(who));
        same(thief.calls(), 1, "tried");
        holds(bytes4(thief.answer()) == CuckooFaucet.TooSoon.selector, "refused");
        same(who.balance, PORTION, "once");
    }

    function test_constructor_refusesNonsense() public {
        refuses(0, 1, 1, "portion");
        refuses(1, 0, 1, "wait");
        refuses(1, 365 days + 1, 1, "wait");
        refuses(1, 1, 0, "mostPerRound");
        same(new CuckooFaucet(1, 365 days, 1).WAIT(), 365 days, "a year");
        same(new CuckooFaucet(1, 1, 7).MOST_PER_ROUND(), 7, "seven");
    }

    function refuses(uint256 portion, uint64 wait, uint32 most, bytes32 key) private {
        vm.expectRevert(abi.encodeWithSelector(CuckooFaucet.InvalidParameter.selector, key));
        new CuckooFaucet(portion, wait, most);
    }
}
