// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICuckooStaking} from "../src/ICuckooStaking.sol";
import {Candidate, Kind} from "../src/StakingTypes.sol";
import {StakingTest} from "./support/StakingTest.sol";

contract RegistrationTest is StakingTest {
    string internal constant URL = "http://localhost:8080";
    address internal node;

    function setUp() public override {
        super.setUp();
        node = vm.addr(NODE_KEY);
        stakeAs(MINER, MINER_MIN);
    }

    function test_register_makesAnActiveCandidate() public {
        bytes memory sig = minerConsent();
        vm.expectEmit(address(staking));
        emit ICuckooStaking.FreeChanged(MINER, -int256(MINER_MIN), 0);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.PositionChanged(MINER, MINER, int256(MINER_MIN), MINER_MIN);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.PoolChanged(MINER, MINER_MIN, MINER_MIN, 0, 0, 0, uint64(block.timestamp), 0, false);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.CandidateChanged(MINER, node, Kind.Miner, true, true, MINER_MIN, 700, 700, 0, 1);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.InfoChanged(MINER, URL, "a card");
        vm.prank(MINER);
        staking.register(Kind.Miner, node, MINER_MIN, 700, URL, "a card", block.timestamp, sig);
        Candidate memory c = staking.candidates(MINER);
        holds(c.kind == Kind.Miner && c.registered && c.active, "an active miner");
        same(c.node, node, "node");
        same(c.commission, 700, "commission");
        same(staking.nodeOwner(node), MINER, "the node's owner");
        same(staking.nodeNonce(node), 1, "the consent is used up");
        same(staking.weightOf(MINER), MINER_MIN, "weight");
    }

    function test_consentDigest_isTheEip712HashOfTheDocumentedTypes() public view {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("CuckooStaking"),
                keccak256("1"),
                block.chainid,
                address(staking)
            )
        );
        bytes32 message = keccak256(
            abi.encode(
                keccak256("NodeConsent(address owner,address node,uint8 kind,uint256 nonce,uint256 deadline)"),
                MINER,
                node,
                uint256(2),
                uint256(0),
                uint256(12_345)
            )
        );
        bytes32 expected = keccak256(abi.encodePacked(hex"1901", domain, message));
        holds(staking.consentDigest(MINER, node, Kind.Coordinator, 12_345) == expected, "digest");
    }

    function test_register_refusesLessThanAMinersMinimum() public {
        bytes memory sig = minerConsent();
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.OwnStakeTooLow.selector, MINER_MIN - 1, MINER_MIN));
        vm.prank(MINER);
        staking.register(Kind.Miner, node, MINER_MIN - 1, 0, "", "", block.timestamp, sig);
    }

    function test_register_refusesLessThanACoordinatorsMinimum() public {
        bytes memory sig = consent(NODE_KEY, MINER, Kind.Coordinator, block.timestamp);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.OwnStakeTooLow.selector, MINER_MIN, COORDINATOR_MIN));
        vm.prank(MINER);
        staking.register(Kind.Coordinator, node, MINER_MIN, 0, "", "", block.timestamp, sig);
    }

    function test_register_refusesMoreThanFree() public {
        bytes memory sig = minerConsent();
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.InsufficientFree.selector, MINER_MIN, MINER_MIN + 1));
        vm.prank(MINER);
        staking.register(Kind.Miner, node, MINER_MIN + 1, 0, "", "", block.timestamp, sig);
    }

    function test_register_refusesNoKind() public {
        bytes memory sig = consent(NODE_KEY, MINER, Kind.None, block.timestamp);
        expectRefusal(abi.encodeWithSelector(ICuckooStaking.KindRefused.selector, Kind.None, Kind.None));
        staking.register(Kind.None, node, MINER_MIN, 0, "", "", block.timestamp, sig);
    }

    function test_register_refusesTwice() public {
        registerWith(minerConsent());
        bytes memory sig = minerConsent();
        expectRefusal(abi.encodeWithSelector(ICuckooStaking.AlreadyRegistered.selector, MINER));
        staking.register(Kind.Miner, node, 0, 0, "", "", block.timestamp, sig);
    }

    function test_register_refusesTheOwnerAsItsNode() public {
        address owner = vm.addr(NODE_KEY);
        bytes memory sig = consent(NODE_KEY, owner, Kind.Miner, block.timestamp);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.NodeIsOwner.selector, owner));
        vm.prank(owner);
        staking.register(Kind.Miner, owner, MINER_MIN, 0, "", "", block.timestamp, sig);
    }

    function test_register_refusesAnothersNode_evenAfterItsRotation() public {
        registerWith(minerConsent());
        rotateTo(NODE_KEY + 7);
        bytes memory sig = consent(NODE_KEY, OTHER, Kind.Miner, block.timestamp);
        vm.expectRevert(abi.encodeWithSelector(ICuckooStaking.NodeTaken.selector, node, MINER));
        vm.prank(OTHER);
        staking.register(Kind.Miner, node, MINER_MIN, 0, "", "", block.timestamp, sig);
    }

    function test_register_refusesAnExpiredConsent() public {
        bytes memory sig = minerConsent();
        uint256 deadline = block.timestamp;
        vm.warp(deadline + 1);
        expectRefusal(abi.encodeWithSelector(ICuckooStaking.ConsentExpired.selector, deadline));
        staking.register(Kind.Miner, node, MINER_MIN, 0, "", "", deadline, sig);
    }

    function test_register_refusesASignatureOfAnotherKey() public {
        refusesConsent(consent(NODE_KEY + 1, MINER, Kind.Miner, block.timestamp));
    }

    function test_register_refusesConsentToAnotherOwner() public {
        refusesConsent(consent(NODE_KEY, OTHER, Kind.Miner, block.timestamp));
    }

    function test_register_refusesConsentToAnotherKind() public {
        refusesConsent(consent(NODE_KEY, MINER, Kind.Coordinator, block.timestamp));
    }

    function test_register_refusesConsentWithAnotherDeadline() public {
        refusesConsent(consent(NODE_KEY, MINER, Kind.Miner, block.timestamp + 1));
    }

    function test_register_refusesAMalformedSignature() public {
        refusesConsent(hex"1234");
    }

    function test_register_refusesAUsedConsent() public {
        bytes memory sig = minerConsent();
        registerWith(sig);
        vm.prank(MINER);
        staking.deregister();
        refusesConsent(sig);
    }

    function test_register_refusesTooLongAnAddress() public {
        bytes memory sig = minerConsent();
        expectRefusal(abi.encodeWithSelector(ICuckooStaking.InfoTooLong.selector, 257, 256));
        staking.register(Kind.Miner, node, MINER_MIN, 0, string(new bytes(257)), "", block.timestamp, sig);
    }

    function test_updateInfo_publishes() public {
        registerWith(minerConsent());
        vm.expectEmit(address(staking));
        emit ICuckooStaking.InfoChanged(MINER, URL, "two cards");
        vm.prank(MINER);
        staking.updateInfo(URL, "two cards");
    }

    function test_updateInfo_refusesTooLongAnIntroduction() public {
        registerWith(minerConsent());
        expectRefusal(abi.encodeWithSelector(ICuckooStaking.InfoTooLong.selector, 4097, 4096));
        staking.updateInfo("", string(new bytes(4097)));
    }

    function test_updateInfo_refusesWhoIsNotRegistered() public {
        expectRefusal(abi.encodeWithSelector(ICuckooStaking.NotRegistered.selector, MINER));
        staking.updateInfo(URL, "");
    }

    function test_rotateNode_replacesAtOnceAndKeepsTheOldNodesOwner() public {
        registerWith(minerConsent());
        address next = vm.addr(NODE_KEY + 7);
        bytes memory sig = consent(NODE_KEY + 7, MINER, Kind.Miner, block.timestamp);
        vm.expectEmit(address(staking));
        emit ICuckooStaking.CandidateChanged(MINER, next, Kind.Miner, true, true, MINER_MIN, 500, 500, 0, 1);
        vm.prank(MINER);
        staking.rotateNode(next, block.timestamp, sig);
        same(staking.candidates(MINER).node, next, "the new node");
        same(staking.nodeOwner(next), MINER, "the new node's owner");
        same(staking.nodeOwner(node), MINER, "the old node's owner");
    }

    function test_rotateNode_backToTheOldNode_needsItsNextConsent() public {
        bytes memory sig = minerConsent();
        registerWith(sig);
        rotateTo(NODE_KEY + 7);
        expectRefusal(abi.encodeWithSelector(ICuckooStaking.ConsentInvalid.selector, node));
        staking.rotateNode(node, block.timestamp, sig);
        rotateTo(NODE_KEY);
        same(staking.nodeNonce(node), 2, "two consents used");
    }

    function test_rotateNode_refusesTheSameNode() public {
        registerWith(minerConsent());
        bytes memory sig = minerConsent();
        expectRefusal(abi.encodeWithSelector(ICuckooStaking.NodeUnchanged.selector, node));
        staking.rotateNode(node, block.timestamp, sig);
    }

    function test_rotateNode_refusesWhoIsNotRegistered() public {
        bytes memory sig = minerConsent();
        expectRefusal(abi.encodeWithSelector(ICuckooStaking.NotRegistered.selector, MINER));
        staking.rotateNode(node, block.timestamp, sig);
    }

    function test_deregister_endsWeightAndKeepsTheStake() public {
        registerWith(minerConsent());
        vm.expectEmit(address(staking));
        emit ICuckooStaking.CandidateChanged(MINER, node, Kind.Miner, false, false, MINER_MIN, 500, 500, 0, 1);
        vm.prank(MINER);
        staking.deregister();
        same(staking.weightOf(MINER), 0, "no weight");
        same(staking.valueOf(MINER, MINER), MINER_MIN, "the stake stays liable in the pool");
        same(staking.nodeOwner(node), MINER, "the node stays bound");
    }

    function test_deregister_refusesWhoIsNotRegistered() public {
        expectRefusal(abi.encodeWithSelector(ICuckooStaking.NotRegistered.selector, MINER));
        staking.deregister();
    }

    function test_register_again_needsNoNewVoteButTheSameKind() public {
        registerWith(minerConsent());
        vm.prank(MINER);
        staking.deregister();
        bytes memory wrong = consent(NODE_KEY, MINER, Kind.Coordinator, block.timestamp);
        expectRefusal(abi.encodeWithSelector(ICuckooStaking.KindRefused.selector, Kind.Coordinator, Kind.Miner));
        staking.register(Kind.Coordinator, node, 0, 0, "", "", block.timestamp, wrong);
        registerAs(MINER, Kind.Miner, 0, 500, NODE_KEY);
        same(staking.weightOf(MINER), MINER_MIN, "back with its stake");
    }

    function test_register_again_refusesWhoLeftTooLittle() public {
        registerWith(minerConsent());
        vm.prank(MINER);
        staking.deregister();
        unvoteAs(MINER, MINER, CAI);
        bytes memory sig = minerConsent();
        expectRefusal(abi.encodeWithSelector(ICuckooStaking.OwnStakeTooLow.selector, MINER_MIN - CAI, MINER_MIN));
        staking.register(Kind.Miner, node, 0, 0, "", "", block.timestamp, sig);
    }

    function testFuzz_register_refusesAnyOtherSignature(bytes32 r, bytes32 s, uint8 v) public {
        refusesConsent(abi.encodePacked(r, s, v));
    }

    function minerConsent() private view returns (bytes memory) {
        return consent(NODE_KEY, MINER, Kind.Miner, block.timestamp);
    }

    function registerWith(bytes memory sig) private {
        vm.prank(MINER);
        staking.register(Kind.Miner, node, MINER_MIN, 500, "", "", block.timestamp, sig);
    }

    function rotateTo(uint256 key) private {
        bytes memory sig = consent(key, MINER, Kind.Miner, block.timestamp);
        vm.prank(MINER);
        staking.rotateNode(vm.addr(key), block.timestamp, sig);
    }

    function refusesConsent(bytes memory sig) private {
        expectRefusal(abi.encodeWithSelector(ICuckooStaking.ConsentInvalid.selector, node));
        staking.register(Kind.Miner, node, MINER_MIN, 0, "", "", block.timestamp, sig);
    }

    /// The next call is the miner's and must be refused with exactly this.
    function expectRefusal(bytes memory reason) private {
        vm.expectRevert(reason);
        vm.prank(MINER);
    }
}
