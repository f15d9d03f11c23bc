// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICuckooStaking} from "../src/ICuckooStaking.sol";
import {StakingTest} from "./support/StakingTest.sol";

/// A receiver that refuses tokens.
contract Refuser {
    function stakeAndUnstake(ICuckooStaking staking) external payable {
        staking.stake{value: msg.value}();
        staking.unstake(msg.value);
    }
}

/// A receiver that calls back while it is being paid.
contract Reenterer {
    ICuckooStaking internal immutable STAKING;
    bytes internal call;

    constructor(ICuckooStaking staking) {
        STAKING = staking;
    }

    function attack(bytes calldata nested) external payable {
        call = nested;
        STAKING.stake{value: msg.value}();
        STAKING.unstake(msg.value / 2);
    }

    receive() external payable {
        (bool done,) = address(STAKING).call(call);
        require(done, "the nested call failed");
    }
}

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
        Refuser refuser = new Refuser();
        vm.deal(STAKER, CAI);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.PaymentFailed.selector, address(refuser), CAI));
        vm.prank(STAKER);
        refuser.stakeAndUnstake{value: CAI}(staking);
    }

    function test_directTransfer_isRefused() public {
        vm.deal(STAKER, CAI);
        vm.prank(STAKER);
        (bool sent, bytes memory answer) = address(staking).call{value: CAI}("");
        holds(!sent, "refused");
        same(uint256(bytes32(answer)), uint256(bytes32(ICuckooStaking.DirectTransferRefused.selector)), "reason");
    }

    function test_unstake_cannotBeReentered() public {
        Reenterer reenterer = new Reenterer(staking);
        vm.deal(STAKER, 2 * CAI);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.PaymentFailed.selector, address(reenterer), CAI));
        vm.prank(STAKER);
        reenterer.attack{value: 2 * CAI}(abi.encodeCall(ICuckooStaking.unstake, (CAI)));
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
