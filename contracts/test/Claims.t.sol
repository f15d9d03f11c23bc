// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {ICuckooSettlement} from "../src/ICuckooSettlement.sol";
import {ICuckooStaking} from "../src/ICuckooStaking.sol";
import {Payout} from "../src/SettlementTypes.sol";
import {Actor} from "./support/Receivers.sol";
import {SettlementWorld} from "./support/SettlementWorld.sol";

contract ClaimsTest is SettlementWorld {
    address internal constant APP = address(0x5001);
    Leaf internal minerLeaf = Leaf(MINER, 30 * CAI, true);
    Leaf internal appLeaf = Leaf(APP, 5 * CAI, false);

    function setUp() public {
        beginSettlement();
        depositAs(APP, 100 * CAI);
    }

    function test_claim_paysTheAccount_andTells() public {
        uint64 first = postFinal(minerLeaf, appLeaf, 35 * CAI);
        vm.expectEmit(address(settlement));
        emit ICuckooSettlement.Claimed(COORDINATOR, APP, first, 5 * CAI, 5 * CAI, 5 * CAI, false);
        claimLeaf(first, appLeaf, minerLeaf);
        same(APP.balance, 5 * CAI, "paid");
        holds(settlement.isClaimed(hashOf(first, appLeaf)), "claimed");
        holds(!settlement.isClaimed(hashOf(first, minerLeaf)), "that one not");
        same(settlement.roots(COORDINATOR, first).claimed, 5 * CAI, "of the root");
        uint64 second = postFinal(minerLeaf, appLeaf, 35 * CAI);
        vm.expectEmit(address(settlement));
        emit ICuckooSettlement.Claimed(COORDINATOR, APP, second, 5 * CAI, 5 * CAI, 10 * CAI, false);
        claimLeaf(second, appLeaf, minerLeaf);
        same(settlement.escrows(COORDINATOR).claimed, 10 * CAI, "of the escrow");
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

    function test_claim_ofSeveralEpochs_isOnePayment() public {
        Payout[] memory payouts = new Payout[](3);
        for (uint256 i = 0; i < 3; ++i) {
            payouts[i] = payoutOf(post(minerLeaf, appLeaf, 35 * CAI - i), minerLeaf, appLeaf);
            if (i == 1) depositAs(APP, 100 * CAI);
        }
        vm.warp(block.timestamp + ROOT_WINDOW);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.RewardsFunded(MINER, 90 * CAI, 4.5e18);
        settlement.claim(COORDINATOR, MINER, true, payouts);
        same(settlement.escrows(COORDINATOR).claimed, 90 * CAI, "all three");
    }

    function test_claim_passesOverWhatSomebodyElseClaimed() public {
        Payout[] memory payouts = new Payout[](3);
        payouts[0] = payoutOf(postFinal(minerLeaf, appLeaf, 35 * CAI), appLeaf, minerLeaf);
        payouts[1] = payoutOf(postFinal(minerLeaf, appLeaf, 35 * CAI), appLeaf, minerLeaf);
        payouts[2] = payouts[1]; // named twice
        settlement.claim(COORDINATOR, APP, false, one(payouts[0]));
        settlement.claim(COORDINATOR, APP, false, payouts);
        same(APP.balance, 10 * CAI, "each once");
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.NothingToClaim.selector));
        settlement.claim(COORDINATOR, APP, false, payouts);
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.NothingToClaim.selector));
        settlement.claim(COORDINATOR, APP, false, new Payout[](0));
    }

    function test_claim_ofAnOldRoot_staysPossible() public {
        uint64 older = postFinal(minerLeaf, appLeaf, 35 * CAI);
        uint64 newer = postFinal(minerLeaf, appLeaf, 35 * CAI);
        vm.warp(block.timestamp + 1000 days);
        claimLeaf(newer, appLeaf, minerLeaf);
        claimLeaf(older, appLeaf, minerLeaf);
        claimLeaf(older, minerLeaf, appLeaf);
        same(APP.balance, 10 * CAI, "both");
    }

    function test_claim_keepsPoolAndAccountApart() public {
        Leaf memory refund = Leaf(MINER, 30 * CAI, false);
        uint64 epoch = postFinal(minerLeaf, refund, 60 * CAI);
        claimLeaf(epoch, refund, minerLeaf);
        claimLeaf(epoch, minerLeaf, refund);
        same(MINER.balance, 30 * CAI, "as an app");
        same(staking.credit(MINER), 1.5e18, "as a miner");
    }

    function test_claim_waitsForTheRoot() public {
        uint64 epoch = post(minerLeaf, appLeaf, 35 * CAI);
        uint64 finalAt = settlement.roots(COORDINATOR, epoch).finalAt;
        vm.warp(finalAt - 1);
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.RootNotFinal.selector, finalAt));
        claimLeaf(epoch, appLeaf, minerLeaf);
        vm.warp(finalAt);
        claimLeaf(epoch, appLeaf, minerLeaf);
    }

    function test_claim_refusesARejectedOrUnknownRoot() public {
        uint64 epoch = post(minerLeaf, appLeaf, 35 * CAI);
        vm.prank(ARBITER);
        settlement.rejectRoot(COORDINATOR, epoch);
        vm.warp(block.timestamp + ROOT_WINDOW);
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.NoRoot.selector, COORDINATOR, epoch));
        claimLeaf(epoch, appLeaf, minerLeaf);
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.NoRoot.selector, COORDINATOR, 1));
        claimLeaf(1, appLeaf, minerLeaf);
    }

    function test_claim_refusesAnythingButTheLeaf() public {
        uint64 epoch = postFinal(minerLeaf, appLeaf, 35 * CAI);
        Payout memory right = payoutOf(epoch, appLeaf, minerLeaf);
        refusesProof(APP, false, Payout(epoch, 5 * CAI + 1, right.proof));
        refusesProof(APP, true, right);
        refusesProof(OTHER, false, right);
        refusesProof(APP, false, Payout(epoch, 5 * CAI, new bytes32[](0)));
        // Another epoch's root does not have it, and an inner node is no leaf: leaves are hashed twice.
        uint64 next = postFinal(appLeaf, appLeaf, 10 * CAI);
        refusesProof(APP, false, Payout(next, 5 * CAI, right.proof));
        refusesProof(APP, false, payoutOf(next, appLeaf, minerLeaf));
    }

    function test_claim_ofAnEpochWithoutPayouts_isRefused() public {
        uint64 epoch = post(0, 0);
        vm.warp(block.timestamp + ROOT_WINDOW);
        refusesProof(APP, false, Payout(epoch, 0, new bytes32[](0)));
    }

    function test_leaf_namesChainContractCoordinatorAndEpoch() public view {
        bytes memory fields =
            abi.encode(block.chainid, address(settlement), COORDINATOR, uint64(9), APP, 5 * CAI, false);
        bytes32 expected = keccak256(bytes.concat(keccak256(fields)));
        holds(settlement.leafOf(COORDINATOR, 9, APP, 5 * CAI, false) == expected, "leaf");
    }

    function test_claims_neverExceedTheRootsAmount_whateverTheLeavesSay() public {
        Leaf memory greedy = Leaf(OTHER, 49 * CAI, false);
        uint64 epoch = postFinal(greedy, appLeaf, 50 * CAI); // the leaves sum to more, and the escrow has more
        claimLeaf(epoch, greedy, appLeaf);
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.RootSpent.selector, epoch, CAI, 5 * CAI));
        claimLeaf(epoch, appLeaf, greedy);
        same(settlement.uncommitted(COORDINATOR), 50 * CAI, "what was set aside stays so");
    }

    function test_aLyingRoot_takesNothingOfAFinalOne() public {
        uint64 honest = postFinal(minerLeaf, appLeaf, 35 * CAI);
        Leaf memory liar = Leaf(OTHER, 100 * CAI, false);
        uint64 lie = postFinal(liar, appLeaf, 65 * CAI); // all that is left
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.RootSpent.selector, lie, 65 * CAI, 100 * CAI));
        claimLeaf(lie, liar, appLeaf);
        liar.amount = 65 * CAI;
        depositAs(APP, 65 * CAI);
        lie = postFinal(liar, appLeaf, 65 * CAI);
        claimLeaf(lie, liar, appLeaf);
        claimLeaf(honest, appLeaf, minerLeaf);
        claimLeaf(honest, minerLeaf, appLeaf);
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
        Payout[] memory again = one(payoutOf(epoch, leaf, minerLeaf));
        thief.callBack(
            address(settlement), abi.encodeCall(ICuckooSettlement.claim, (COORDINATOR, address(thief), false, again))
        );
        claimLeaf(epoch, leaf, minerLeaf);
        same(thief.calls(), 1, "tried");
        holds(bytes4(thief.answer()) == ReentrancyGuard.ReentrancyGuardReentrantCall.selector, "refused");
        thief.callBack(address(settlement), abi.encodeCall(ICuckooSettlement.withdrawEscrow, ()));
        epoch = postFinal(leaf, minerLeaf, 35 * CAI);
        claimLeaf(epoch, leaf, minerLeaf);
        holds(bytes4(thief.answer()) == ReentrancyGuard.ReentrancyGuardReentrantCall.selector, "refused too");
    }

    function refusesProof(address account, bool toPool, Payout memory payout) private {
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.ProofInvalid.selector, payout.epoch));
        settlement.claim(COORDINATOR, account, toPool, one(payout));
    }
}
