// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CuckooSettlement} from "../../src/CuckooSettlement.sol";
import {Payout} from "../../src/SettlementTypes.sol";
import {StakingWorld} from "./StakingWorld.sol";

/// A settlement contract with one coordinator, its hash chain and short ways to post and claim.
abstract contract SettlementWorld is StakingWorld {
    uint64 internal constant ROOT_WINDOW = 1 days;
    uint64 internal constant ESCROW_WINDOW = 7 days;
    /// Secrets of epochs `firstEpoch .. firstEpoch + CHAIN - 1`; `secrets[0]` is the tip.
    uint256 internal constant CHAIN = 600;

    CuckooSettlement internal settlement;
    address internal node;
    uint64 internal firstEpoch;
    bytes32[] internal secrets;

    struct Leaf {
        address account;
        uint256 amount;
        bool toPool;
    }

    function beginSettlement() internal {
        begin();
        settlement = new CuckooSettlement(staking, ROOT_WINDOW, ESCROW_WINDOW);
        registerCoordinator();
        registerMiner();
        node = staking.candidates(COORDINATOR).node;
        newChain(keccak256("the last secret"));
    }

    /// Makes a hash chain and puts its tip on chain.
    function newChain(bytes32 last) internal {
        bytes32[] memory chain = new bytes32[](CHAIN + 1);
        chain[CHAIN] = last;
        for (uint256 i = CHAIN; i > 0; --i) {
            chain[i - 1] = keccak256(abi.encode(chain[i]));
        }
        secrets = chain;
        firstEpoch = presentEpoch();
        vm.prank(node);
        settlement.setChainTip(secrets[0]);
    }

    function presentEpoch() internal view returns (uint64) {
        return uint64(block.timestamp / EPOCH);
    }

    function secretOf(uint64 epoch) internal view returns (bytes32) {
        return secrets[epoch - firstEpoch + 1];
    }

    function depositAs(address who, uint256 amount) internal {
        vm.deal(who, who.balance + amount);
        vm.prank(who);
        settlement.deposit{value: amount}(COORDINATOR, "app");
    }

    /// Lets the present epoch pass and posts its root.
    function post(bytes32 root, uint256 amount) internal returns (uint64 epoch) {
        epoch = presentEpoch();
        vm.warp((uint256(epoch) + 1) * EPOCH);
        postAs(node, epoch, root, amount);
    }

    function postAs(address who, uint64 epoch, bytes32 root, uint256 amount) internal {
        bytes32 secret = secretOf(epoch);
        vm.prank(who);
        settlement.postEpoch(epoch, root, amount, "log", secret);
    }

    function post(Leaf memory a, Leaf memory b, uint256 amount) internal returns (uint64) {
        return post(rootOf(presentEpoch(), a, b), amount);
    }

    /// Posts a root of exactly these two leaves and lets it become final.
    function postFinal(Leaf memory a, Leaf memory b, uint256 amount) internal returns (uint64 epoch) {
        epoch = post(a, b, amount);
        vm.warp(block.timestamp + ROOT_WINDOW);
    }

    function rootOf(uint64 epoch, Leaf memory a, Leaf memory b) internal view returns (bytes32) {
        (bytes32 x, bytes32 y) = (hashOf(epoch, a), hashOf(epoch, b));
        return x < y ? keccak256(abi.encode(x, y)) : keccak256(abi.encode(y, x));
    }

    /// Made here, not asked of the contract.
    function hashOf(uint64 epoch, Leaf memory leaf) internal view returns (bytes32) {
        bytes memory fields =
            abi.encode(block.chainid, address(settlement), COORDINATOR, epoch, leaf.account, leaf.amount, leaf.toPool);
        return keccak256(bytes.concat(keccak256(fields)));
    }

    function payoutOf(uint64 epoch, Leaf memory leaf, Leaf memory other) internal view returns (Payout memory) {
        bytes32[] memory proof = new bytes32[](1);
        proof[0] = hashOf(epoch, other);
        return Payout(epoch, leaf.amount, proof);
    }

    function one(Payout memory payout) internal pure returns (Payout[] memory list) {
        list = new Payout[](1);
        list[0] = payout;
    }

    /// Claims a leaf whose neighbour is `other`.
    function claimLeaf(uint64 epoch, Leaf memory leaf, Leaf memory other) internal {
        settlement.claim(COORDINATOR, leaf.account, leaf.toPool, one(payoutOf(epoch, leaf, other)));
    }
}
