// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {ICuckooStaking} from "../src/ICuckooStaking.sol";
import {Actor} from "./support/Receivers.sol";
import {StakingTest} from "./support/StakingTest.sol";

contract FreeStakeTest is StakingTest {
    function test_stake_addsToFree() public {
        vm.deal(STAKER, 5 * CAI);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.FreeChanged(STAKER, int256(3 * CAI), 3 * CAI);
        vm.prank(STAKER);
        staking.stake{value: 3 * CAI}();
        same(staking.free(STAKER), 3 * CAI, "free");
        same(address(staking).balance, 3 * CAI, "balance");
        same(staking.weightOf(STAKER), 0, "free stake has no weight");
    }

    function test_stake_refusesZero() public {
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.ZeroAmount.selector));
        vm.prank(STAKER);
        staking.stake();
    }

    function test_unstake_paysAtOnce() public {
        stakeAs(STAKER, 3 * CAI);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.FreeChanged(STAKER, -int256(CAI), 2 * CAI);
        vm.prank(STAKER);
        staking.unstake(CAI);
        same(STAKER.balance, CAI, "paid");
        same(staking.free(STAKER), 2 * CAI, "left");
    }

    function test_unstake_refusesZero() public {
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.ZeroAmount.selector));
        vm.prank(STAKER);
        staking.unstake(0);
    }

    function test_unstake_refusesMoreThanFree() public {
        stakeAs(STAKER, CAI);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.InsufficientFree.selector, CAI, CAI + 1));
        vm.prank(STAKER);
        staking.unstake(CAI + 1);
    }

    function test_unstake_refusesWhatIsVoted() public {
        registerMiner();
        backAs(STAKER, MINER, 5 * CAI);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.InsufficientFree.selector, 0, 5 * CAI));
        vm.prank(STAKER);
        staking.unstake(5 * CAI);
    }

    function test_unstake_refusesWhenReceiverRefuses() public {
        Actor refuser = new Actor();
        refuser.act{value: CAI}(address(staking), abi.encodeCall(ICuckooStaking.stake, ()));
        refuser.refuse();
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.PaymentFailed.selector, address(refuser), CAI));
        refuser.act(address(staking), abi.encodeCall(ICuckooStaking.unstake, (CAI)));
    }

    function test_directTransfer_isRefused() public {
        vm.deal(STAKER, CAI);
        vm.prank(STAKER);
        (bool sent, bytes memory answer) = address(staking).call{value: CAI}("");
        holds(!sent, "refused");
        same(uint256(bytes32(answer)), uint256(bytes32(ICuckooStaking.DirectTransferRefused.selector)), "reason");
    }

    function test_unstake_cannotBeReentered() public {
        Actor thief = new Actor();
        thief.act{value: 2 * CAI}(address(staking), abi.encodeCall(ICuckooStaking.stake, ()));
        thief.callBack(address(staking), abi.encodeCall(ICuckooStaking.unstake, (CAI)));
        thief.act(address(staking), abi.encodeCall(ICuckooStaking.unstake, (CAI)));
        same(thief.calls(), 1, "tried");
        holds(bytes4(thief.answer()) == ReentrancyGuard.ReentrancyGuardReentrantCall.selector, "refused");
        same(address(thief).balance, CAI, "paid once");
        same(staking.free(address(thief)), CAI, "the rest is there");
    }

    function testFuzz_stakeThenUnstake_returnsExactlyTheStake(uint96 amount, uint96 part) public {
        uint256 whole = bound(amount, 2, type(uint96).max);
        uint256 first = bound(part, 1, whole - 1);
        stakeAs(STAKER, whole);
        vm.prank(STAKER);
        staking.unstake(first);
        vm.prank(STAKER);
        staking.unstake(whole - first);
        same(STAKER.balance, whole, "all returned");
        same(staking.free(STAKER), 0, "nothing left");
    }
}
