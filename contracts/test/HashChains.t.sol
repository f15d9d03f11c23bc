// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CuckooSettlement} from "../src/CuckooSettlement.sol";
import {ICuckooSettlement} from "../src/ICuckooSettlement.sol";
import {ICuckooStaking} from "../src/ICuckooStaking.sol";
import {IPausable} from "../src/Pausable.sol";
import {Reveal} from "../src/SettlementTypes.sol";
import {Kind} from "../src/StakingTypes.sol";
import {SettlementWorld} from "./support/SettlementWorld.sol";

contract HashChainsTest is SettlementWorld {
    bytes32 internal constant TIP = keccak256("another chain's tip");

    function setUp() public {
        beginSettlement();
    }

    function test_constructor_namesItsParameters() public {
        vm.expectEmit();
        emit IPausable.ParameterChanged("staking", abi.encode(address(staking)));
        vm.expectEmit();
        emit IPausable.ParameterChanged("rootWindow", abi.encode(uint64(5)));
        vm.expectEmit();
        emit IPausable.ParameterChanged("escrowWindow", abi.encode(uint64(6)));
        CuckooSettlement fresh = new CuckooSettlement(staking, 5, 6);
        same(fresh.staking(), address(staking), "staking");
        same(fresh.rootWindow(), 5, "root window");
        same(fresh.escrowWindow(), 6, "escrow window");
    }

    function test_constructor_refusesNonsense() public {
        vm.expectRevert(abi.encodeWithSelector(IPausable.InvalidParameter.selector, bytes32("staking")));
        new CuckooSettlement(ICuckooStaking(OTHER), 1, 2);
        refusesToBuild(0, 7, "rootWindow");
        refusesToBuild(365 days + 1, 400 days, "rootWindow");
        refusesToBuild(5, 5, "escrowWindow");
        refusesToBuild(5, 365 days + 1, "escrowWindow");
        new CuckooSettlement(staking, 365 days - 1, 365 days);
    }

    function test_setChainTip_isKeptUnderTheOwner_andAnchorsItsEpoch() public {
        vm.warp(block.timestamp + 10 hours);
        vm.expectEmit(address(settlement));
        emit ICuckooSettlement.TipSet(COORDINATOR, TIP);
        setTipAs(node, TIP);
        holds(settlement.chainTip(COORDINATOR) == TIP, "tip");
        Reveal memory reveal = settlement.lastReveal(COORDINATOR);
        holds(reveal.secret == TIP, "goal");
        same(reveal.epoch, presentEpoch() - 1, "one before the first epoch");
    }

    function test_setChainTip_refusesZero() public {
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.EmptyTip.selector));
        setTipAs(node, 0);
    }

    function test_setChainTip_refusesEverybodyElse() public {
        refuses(vm.addr(NODE_KEY)); // a miner's node
        refuses(COORDINATOR); // the owner itself
        refuses(OTHER); // a stranger
        refuses(address(0));
    }

    function test_setChainTip_refusesAFormerNode() public {
        bytes memory sig = consent(NODE_KEY + 7, COORDINATOR, Kind.Coordinator, block.timestamp);
        address next = vm.addr(NODE_KEY + 7);
        vm.prank(COORDINATOR);
        staking.rotateNode(next, block.timestamp, sig);
        refuses(node);
        setTipAs(next, TIP);
    }

    function test_setChainTip_refusesAnInactiveCoordinator() public {
        unvoteAs(COORDINATOR, COORDINATOR, 1);
        refusesInactive();
    }

    function test_setChainTip_refusesADeregisteredCoordinator() public {
        vm.prank(COORDINATOR);
        staking.deregister();
        refusesInactive();
    }

    function test_reveal_followsTheEpochs() public {
        uint64 epoch = post(0, 0);
        same(epoch, firstEpoch, "the tip's own epoch is the first");
        Reveal memory reveal = settlement.lastReveal(COORDINATOR);
        same(reveal.epoch, epoch, "epoch");
        holds(reveal.secret == secretOf(epoch), "secret");
        post(0, 0);
        holds(settlement.chainTip(COORDINATOR) == secrets[0], "the tip stays what was committed");
    }

    function test_reveal_mayLeaveEpochsOut() public {
        vm.warp(block.timestamp + 400 * uint256(EPOCH));
        post(0, 0);
        vm.warp(block.timestamp + 10 * uint256(EPOCH));
        post(0, 0);
    }

    function test_reveal_refusesAnEpochThatIsNotOver() public {
        uint64 present = presentEpoch();
        bytes32 secret = secretOf(present);
        vm.warp((uint256(present) + 1) * EPOCH - 1);
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.EpochNotOver.selector, present, present));
        vm.prank(node);
        settlement.postEpoch(present, 0, 0, "log", secret);
    }

    function test_reveal_refusesAWrongSecret() public {
        uint64 epoch = presentEpoch();
        vm.warp(block.timestamp + 3 * uint256(EPOCH));
        refusesSecret(epoch, keccak256("nonsense"), 1);
        refusesSecret(epoch, secretOf(epoch + 1), 1); // a later epoch's
        refusesSecret(epoch + 1, secretOf(epoch), 2); // an earlier one's
        refusesSecret(epoch, secrets[0], 1); // the tip itself
    }

    function test_reveal_refusesWithoutATip() public {
        registerAs(OTHER, Kind.Coordinator, COORDINATOR_MIN, 0, NODE_KEY + 3);
        vm.warp(block.timestamp + EPOCH);
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.SecretWrong.selector, firstEpoch, 0));
        vm.prank(vm.addr(NODE_KEY + 3));
        settlement.postEpoch(firstEpoch, 0, 0, "log", 0);
    }

    function test_reveal_refusesAnEpochBeforeTheTips() public {
        vm.warp(block.timestamp + 5 * uint256(EPOCH));
        setTipAs(node, TIP);
        uint64 before = presentEpoch() - 1;
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.EpochPassed.selector, before, before));
        vm.prank(node);
        settlement.postEpoch(before, 0, 0, "log", TIP);
    }

    function test_reveal_reachesOverABoundedGap() public {
        vm.warp((uint256(firstEpoch) + 10_001) * EPOCH);
        bytes memory far = abi.encodeWithSelector(ICuckooSettlement.SecretTooFar.selector, 10_001, 10_000);
        vm.expectRevert(far);
        vm.prank(node);
        settlement.postEpoch(firstEpoch + 10_000, 0, 0, "log", "secret");
        refusesSecret(firstEpoch + 9_999, "secret", 10_000);
    }

    function test_aNewTip_takesOver() public {
        bytes32 last = keccak256("new");
        bytes32 tip = keccak256(abi.encode(keccak256(abi.encode(last))));
        vm.warp(block.timestamp + 5 * uint256(EPOCH));
        setTipAs(node, tip);
        uint64 epoch = presentEpoch();
        vm.warp(block.timestamp + 2 * uint256(EPOCH));
        vm.prank(node);
        settlement.postEpoch(epoch + 1, 0, 0, "log", last);
        same(settlement.lastReveal(COORDINATOR).epoch, epoch + 1, "two steps");
    }

    function test_posting_isForTheNodeOfAnInactiveCoordinatorToo_soThatItCanPay() public {
        unvoteAs(COORDINATOR, COORDINATOR, 1);
        post(0, 0);
        vm.prank(COORDINATOR);
        staking.deregister();
        post(0, 0);
    }

    function test_posting_refusesEverybodyElse() public {
        uint64 epoch = presentEpoch();
        vm.warp(block.timestamp + EPOCH);
        address[3] memory others = [COORDINATOR, vm.addr(NODE_KEY), OTHER];
        for (uint256 i = 0; i < others.length; ++i) {
            bytes32 secret = secretOf(epoch);
            refusesToAct(ICuckooSettlement.NotCoordinatorNode.selector, others[i]);
            vm.prank(others[i]);
            settlement.postEpoch(epoch, 0, 0, "log", secret);
        }
    }

    function setTipAs(address who, bytes32 tip) private {
        vm.prank(who);
        settlement.setChainTip(tip);
    }

    function refuses(address who) private {
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.NotCoordinatorNode.selector, who));
        setTipAs(who, TIP);
    }

    function refusesInactive() private {
        refusesToAct(ICuckooSettlement.CoordinatorInactive.selector, COORDINATOR);
        setTipAs(node, TIP);
    }

    function refusesSecret(uint64 epoch, bytes32 secret, uint64 steps) private {
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.SecretWrong.selector, epoch, steps));
        vm.prank(node);
        settlement.postEpoch(epoch, 0, 0, "log", secret);
    }

    function refusesToBuild(uint64 window, uint64 escrowWindow, bytes32 key) private {
        vm.expectRevert(abi.encodeWithSelector(IPausable.InvalidParameter.selector, key));
        new CuckooSettlement(staking, window, escrowWindow);
    }
}
