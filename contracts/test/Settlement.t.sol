// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CuckooSettlement} from "../src/CuckooSettlement.sol";
import {ICuckooSettlement} from "../src/ICuckooSettlement.sol";
import {IPausable} from "../src/Pausable.sol";
import {ICuckooStaking} from "../src/ICuckooStaking.sol";
import {Kind} from "../src/StakingTypes.sol";
import {StakingTest} from "./support/StakingTest.sol";

contract SettlementTest is StakingTest {
    bytes32 internal constant TIP = keccak256("the last secret");
    CuckooSettlement internal settlement;
    address internal node;

    function setUp() public override {
        super.setUp();
        settlement = new CuckooSettlement(staking, 1 days, 7 days);
        registerCoordinator();
        node = staking.candidates(COORDINATOR).node;
    }

    function test_constructor_namesTheStakingContract() public {
        vm.expectEmit();
        emit IPausable.ParameterChanged("staking", abi.encode(address(staking)));
        same(new CuckooSettlement(staking, 1 days, 7 days).staking(), address(staking), "staking");
    }

    function test_constructor_refusesAnAddressWithoutCode() public {
        vm.expectRevert(abi.encodeWithSelector(IPausable.InvalidParameter.selector, bytes32("staking")));
        new CuckooSettlement(ICuckooStaking(OTHER), 1 days, 7 days);
    }

    function test_setChainTip_ofTheNode_isKeptUnderItsOwner() public {
        vm.expectEmit(address(settlement));
        emit ICuckooSettlement.TipSet(COORDINATOR, TIP);
        setTipAs(node, TIP);
        holds(settlement.chainTip(COORDINATOR) == TIP, "tip");
    }

    function test_setChainTip_again_replaces() public {
        setTipAs(node, TIP);
        setTipAs(node, keccak256("another"));
        holds(settlement.chainTip(COORDINATOR) == keccak256("another"), "tip");
    }

    function test_setChainTip_refusesZero() public {
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.EmptyTip.selector));
        setTipAs(node, 0);
    }

    function test_setChainTip_refusesEverybodyElse() public {
        registerMiner();
        refuses(vm.addr(NODE_KEY)); // a miner's node
        refuses(COORDINATOR); // the owner itself
        refuses(OTHER); // a stranger
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
        refuses(node);
    }

    function test_setChainTip_refusesADeregisteredCoordinator() public {
        vm.prank(COORDINATOR);
        staking.deregister();
        refuses(node);
    }

    function test_directTransfer_isRefused() public {
        vm.deal(OTHER, CAI);
        vm.prank(OTHER);
        (bool sent, bytes memory answer) = address(settlement).call{value: CAI}("");
        holds(!sent && bytes4(answer) == ICuckooSettlement.DirectTransferRefused.selector, "refused");
    }

    function setTipAs(address who, bytes32 tip) private {
        vm.prank(who);
        settlement.setChainTip(tip);
    }

    function refuses(address who) private {
        vm.expectRevert(abi.encodeWithSelector(ICuckooSettlement.NotCoordinatorNode.selector, who));
        setTipAs(who, TIP);
    }
}
