// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CuckooSettlement} from "../../src/CuckooSettlement.sol";
import {StakingHarness} from "./StakingHarness.sol";
import {StakingWorld} from "./StakingWorld.sol";

/// Makes many people do the same thing within one call, which is fast even where each call of a test is a transaction.
contract Crowd is StakingWorld {
    uint256 private constant ROUND = 64;
    CuckooSettlement private immutable SETTLEMENT;

    constructor(StakingHarness network, CuckooSettlement settlement) {
        staking = network;
        SETTLEMENT = settlement;
    }

    /// Each of `size` voters stakes, backs the candidate, and takes a part back, which cools from now on.
    function back(address candidate, uint256 size) external {
        for (uint256 i = 0; i < size; ++i) {
            address voter = address(uint160(uint256(keccak256(abi.encode("voter", i)))));
            stakeAs(voter, 1000 * CAI);
            voteAs(voter, candidate, 900 * CAI);
            unvoteAs(voter, candidate, 100 * CAI);
        }
    }

    /// One coordinator accuses the candidate of `size` faults, one after the other; each time it is acquitted.
    function accuse(address coordinator, address candidate, uint256 size) external {
        vm.deal(coordinator, coordinator.balance + size * BOND);
        for (uint256 i = 0; i < size; ++i) {
            bytes32 digest = keccak256(abi.encode("crowd", i));
            vm.prank(coordinator);
            uint256 id = staking.propose{value: BOND}(candidate, digest, digest, "", uint64(block.timestamp));
            answerAs(candidate, id);
            decideAs(ARBITER, id, 0);
            vm.warp(block.timestamp + ACCUSATION_PAUSE);
        }
    }

    /// `size` apps pay into the coordinator's escrow.
    function pay(address coordinator, uint256 size) external {
        vm.deal(address(this), size * CAI);
        for (uint256 i = 0; i < size; ++i) {
            SETTLEMENT.deposit{value: CAI}(coordinator, keccak256(abi.encode("app", i)));
        }
    }

    /// The coordinator's node posts so many epochs without payouts, a round of them at a time, each time under a new tip.
    /// At the end all are final.
    function post(address node, uint256 size) external {
        for (uint256 left = size; left > 0;) {
            uint256 part = left < ROUND ? left : ROUND;
            left -= part;
            bytes32[] memory chain = new bytes32[](part + 1);
            chain[part] = keccak256(abi.encode("secret", left));
            for (uint256 i = part; i > 0; --i) {
                chain[i - 1] = keccak256(abi.encode(chain[i]));
            }
            uint64 epoch = uint64(block.timestamp / EPOCH);
            vm.prank(node);
            SETTLEMENT.setChainTip(chain[0]);
            vm.warp(block.timestamp + part * EPOCH);
            for (uint256 i = 1; i <= part; ++i) {
                vm.prank(node);
                SETTLEMENT.postEpoch(epoch++, 0, 0, keccak256("log"), chain[i]);
            }
            vm.warp(block.timestamp + SETTLEMENT.rootWindow());
        }
    }
}
