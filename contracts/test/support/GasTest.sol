// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CuckooSettlement} from "../../src/CuckooSettlement.sol";
import {CuckooStaking} from "../../src/CuckooStaking.sol";
import {Kind} from "../../src/StakingTypes.sol";
import {Crowd} from "./Crowd.sol";
import {StakingHarness} from "./StakingHarness.sol";
import {StakingWorld} from "./StakingWorld.sol";

/// Measures calls in four networks that differ in nothing but their history: in the pool of `HOST` as many voters, with
/// as many cooling entries and cases; with `LEADER` as many deposits and posted epochs. Each figure is what a whole
/// transaction costs (its 21,000 and calldata included), so these tests run isolated: each call of a test is a
/// transaction of its own, which finds everything cold.
abstract contract GasTest is StakingWorld {
    /// Ids, times and signatures have a few more or fewer zero bytes, at 12 gas each; nothing else may differ.
    uint256 internal constant ZERO_BYTES = 100;
    uint256 internal constant NETWORKS = 4;
    uint64 internal constant ROOT_WINDOW = 1 days;
    uint64 internal constant ESCROW_WINDOW = 7 days;

    address internal constant HOST = address(uint160(uint256(keccak256("a miner with a crowd"))));
    address internal constant LEADER = address(uint160(uint256(keccak256("a coordinator with many apps"))));
    address internal constant VISITOR = address(uint160(uint256(keccak256("whose calls are measured"))));
    bytes32 internal constant DIGEST = keccak256("a result");

    CuckooSettlement internal settlement;
    address internal leaderNode;
    uint256[NETWORKS] internal sizes = [uint256(10), 100, 1000, 10_000];
    StakingHarness[NETWORKS] private stakings;
    CuckooSettlement[NETWORKS] private settlements;
    uint256 internal present;

    function setUp() public {
        vm.warp(1_700_000_000);
        vm.deal(address(0xdEaD), 1); // the first payment to an empty account costs 25,000 more
        leaderNode = vm.addr(NODE_KEY + 1);
        governWith(COOLDOWN + CASE + 1);
        for (uint256 i = 0; i < NETWORKS; ++i) {
            // The contract itself: the harness adds a function. Its other functions are never called here.
            stakings[i] = StakingHarness(payable(address(new CuckooStaking(standard(), governors()))));
            settlements[i] = new CuckooSettlement(stakings[i], ROOT_WINDOW, ESCROW_WINDOW);
            enter(i);
            makeHistory(sizes[i]);
        }
        vm.warp(block.timestamp + CASE); // thaws the pools
    }

    /// Runs the test once in each network, with the measured call as its last; the costs may differ by `atMost`.
    modifier costs(string memory call, uint256 atMost) {
        uint256[NETWORKS] memory used;
        for (uint256 i = 0; i < NETWORKS; ++i) {
            enter(i);
            _;
            used[i] = record(call);
        }
        alike(used, atMost);
    }

    /// The contract that the figures are about; the table's first column.
    function subject() internal pure virtual returns (string memory);

    /// The hash under `steps` applications of the chain's hash.
    function hashed(bytes32 secret, uint256 steps) internal pure returns (bytes32) {
        for (uint256 i = 0; i < steps; ++i) {
            secret = keccak256(abi.encode(secret));
        }
        return secret;
    }

    /// A new case of `LEADER` against `HOST`.
    function accuse() internal returns (uint256) {
        vm.deal(LEADER, BOND);
        vm.prank(LEADER);
        return staking.propose{value: BOND}(HOST, DIGEST, DIGEST, "ipfs://evidence", uint64(block.timestamp));
    }

    function enter(uint256 network) private {
        staking = stakings[network];
        settlement = settlements[network];
        present = network;
        vm.deal(VISITOR, 100_000 * CAI);
    }

    function makeHistory(uint256 size) private {
        registerAs(HOST, Kind.Miner, MINER_MIN, 500, NODE_KEY);
        registerAs(LEADER, Kind.Coordinator, COORDINATOR_MIN, 0, NODE_KEY + 1);
        Crowd crowd = new Crowd(staking, settlement);
        fundHost();
        crowd.back(HOST, size);
        crowd.accuse(LEADER, HOST, size);
        crowd.pay(LEADER, size);
        crowd.post(leaderNode, size);
        fundHost();
    }

    function fundHost() private {
        vm.deal(address(this), CAI);
        staking.fundRewards{value: CAI}(HOST);
    }

    function record(string memory call) private returns (uint256 used) {
        used = vm.lastCallGas().gasTotalUsed;
        vm.snapshotValue(string.concat(subject(), "-", vm.toString(sizes[present])), call, used);
    }

    function alike(uint256[NETWORKS] memory used, uint256 atMost) private pure {
        for (uint256 i = 1; i < NETWORKS; ++i) {
            uint256 difference = used[i] > used[0] ? used[i] - used[0] : used[0] - used[i];
            if (difference > atMost) revert NotEqual("gas that grows with the history", used[i], used[0]);
        }
    }
}
