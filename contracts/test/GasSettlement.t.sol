// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {GasTest} from "./support/GasTest.sol";

/// Each call of the settlement contract costs the same whatever happened before, and what a caller can make dear is
/// bounded: a claim by its proof, a reveal by the epochs it hashes over, a rejection by the roots that wait.
/// forge-config: default.isolate = true
contract GasSettlementTest is GasTest {
    bytes32 private constant SECRET = keccak256("the next secret");
    uint256 private constant DEEPEST = 14; // a tree of up to 16,384 leaves
    uint256 private constant GAS_PER_LEVEL = 1000;
    uint64 private constant LONGEST_GAP = 10_000;
    uint64 private constant MOST_PENDING = 64;
    uint256 private constant DUE = 5 * CAI;

    function subject() internal pure override returns (string memory) {
        return "CuckooSettlement";
    }

    function test_setChainTip() public costs("setChainTip", ZERO_BYTES) {
        vm.prank(leaderNode);
        settlement.setChainTip(SECRET);
    }

    function test_deposit() public costs("deposit", ZERO_BYTES) {
        vm.prank(VISITOR);
        settlement.deposit{value: CAI}(LEADER, DIGEST);
    }

    function test_postEpoch() public costs("postEpoch", ZERO_BYTES) {
        post(1, DIGEST);
    }

    function test_postEpoch_afterTheLongestGap() public costs("postEpoch, 10,000 epochs after the last", ZERO_BYTES) {
        post(LONGEST_GAP, DIGEST);
    }

    function test_rejectRoot() public costs("rejectRoot", ZERO_BYTES) {
        reject(post(1, DIGEST));
    }

    function test_rejectRoot_withAllThatCanWait() public costs("rejectRoot, and 63 after it", ZERO_BYTES) {
        uint64 first = commit(MOST_PENDING);
        vm.warp(block.timestamp + MOST_PENDING * EPOCH);
        for (uint64 i = 0; i < MOST_PENDING; ++i) {
            reveal(first + i, DIGEST, MOST_PENDING - i - 1);
        }
        reject(first);
    }

    function test_claim_toAccount() public costs("claim, to an account, proof of 14 hashes", ZERO_BYTES) {
        claim(VISITOR, false, DEEPEST);
    }

    function test_claim_toPool() public costs("claim, to a pool, proof of 14 hashes", ZERO_BYTES) {
        claim(HOST, true, DEEPEST);
    }

    /// The one thing that grows, with the logarithm: a proof has a hash per level of the tree.
    function test_claim_fromATreeAsLarge()
        public
        costs("claim, to an account, as many leaves as voters", 10 * GAS_PER_LEVEL)
    {
        uint256 levels = 0;
        while (2 ** levels < sizes[present]) ++levels;
        claim(VISITOR, false, levels);
    }

    function test_requestEscrow() public costs("requestEscrow", ZERO_BYTES) {
        vm.prank(LEADER);
        settlement.requestEscrow(DUE);
    }

    function test_withdrawEscrow() public costs("withdrawEscrow", ZERO_BYTES) {
        vm.prank(LEADER);
        settlement.requestEscrow(DUE);
        vm.warp(block.timestamp + ESCROW_WINDOW);
        vm.prank(LEADER);
        settlement.withdrawEscrow();
    }

    function test_pause() public costs("pause", ZERO_BYTES) {
        vm.prank(GUARDIAN);
        settlement.pause(1 days);
    }

    function test_unpause() public costs("unpause", ZERO_BYTES) {
        vm.prank(GUARDIAN);
        settlement.pause(1 days);
        vm.prank(GUARDIAN);
        settlement.unpause();
    }

    /// Commits to a chain whose last secret, `steps` epochs from the present one on, is `SECRET`.
    function commit(uint64 steps) private returns (uint64 first) {
        first = uint64(block.timestamp / EPOCH);
        vm.prank(leaderNode);
        settlement.setChainTip(hashed(SECRET, steps));
    }

    function reveal(uint64 epoch, bytes32 root, uint256 stepsToLast) private {
        bytes32 secret = hashed(SECRET, stepsToLast);
        vm.prank(leaderNode);
        settlement.postEpoch(epoch, root, DUE, DIGEST, secret);
    }

    /// Posts a root so many epochs after a new tip.
    function post(uint64 steps, bytes32 root) private returns (uint64 epoch) {
        epoch = commit(steps) + steps - 1;
        vm.warp(block.timestamp + steps * EPOCH);
        reveal(epoch, root, 0);
    }

    function reject(uint64 epoch) private {
        vm.prank(ARBITER);
        settlement.rejectRoot(LEADER, epoch);
    }

    function claim(address account, bool toPool, uint256 levels) private {
        uint64 epoch = uint64(block.timestamp / EPOCH);
        bytes32[] memory proof = new bytes32[](levels);
        bytes32 root = settlement.leafOf(LEADER, epoch, account, DUE, toPool);
        for (uint256 i = 0; i < levels; ++i) {
            proof[i] = keccak256(abi.encode("sibling", i));
            root = root < proof[i] ? keccak256(abi.encode(root, proof[i])) : keccak256(abi.encode(proof[i], root));
        }
        post(1, root);
        vm.warp(block.timestamp + ROOT_WINDOW);
        vm.prank(VISITOR);
        settlement.claim(LEADER, epoch, account, DUE, toPool, proof);
    }
}
