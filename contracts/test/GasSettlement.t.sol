// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Payout} from "../src/SettlementTypes.sol";
import {GasTest} from "./support/GasTest.sol";

/// Each call of the settlement contract costs the same whatever happened before, and what a caller can make dear is
/// bounded: a claim by its proofs, a reveal by the epochs it hashes over.
/// forge-config: default.isolate = true
contract GasSettlementTest is GasTest {
    bytes32 private constant SECRET = keccak256("the next secret");
    uint256 private constant DEEPEST = 14; // a tree of up to 16,384 leaves
    uint256 private constant GAS_PER_LEVEL = 1000;
    uint64 private constant LONGEST_GAP = 10_000;
    uint256 private constant DUE = CAI / 4;

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

    function test_postEpoch_withoutPayouts() public costs("postEpoch, without payouts", ZERO_BYTES) {
        post(1, 0);
    }

    function test_rejectRoot() public costs("rejectRoot", ZERO_BYTES) {
        reject(post(1, DIGEST));
    }

    function test_claim_toAccount() public costs("claim, to an account, proof of 14 hashes", ZERO_BYTES) {
        claim(VISITOR, false, DEEPEST, 1);
    }

    function test_claim_toPool() public costs("claim, to a pool, proof of 14 hashes", ZERO_BYTES) {
        claim(HOST, true, DEEPEST, 1);
    }

    function test_claim_ofADay() public costs("claim, to a pool, 24 epochs, proofs of 14 hashes", 24 * ZERO_BYTES) {
        claim(HOST, true, DEEPEST, 24);
    }

    /// The one thing that grows, with the logarithm: a proof has a hash per level of the tree.
    function test_claim_fromATreeAsLarge()
        public
        costs("claim, to an account, as many leaves as voters", 10 * GAS_PER_LEVEL)
    {
        uint256 levels = 0;
        while (2 ** levels < sizes[present]) ++levels;
        claim(VISITOR, false, levels, 1);
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

    /// Posts a root so many epochs after a new tip.
    function post(uint64 steps, bytes32 root) private returns (uint64 epoch) {
        epoch = commit(steps) + steps - 1;
        vm.warp(block.timestamp + steps * EPOCH);
        vm.prank(leaderNode);
        settlement.postEpoch(epoch, root, root == 0 ? 0 : DUE, DIGEST, SECRET);
    }

    function reject(uint64 epoch) private {
        vm.prank(ARBITER);
        settlement.rejectRoot(LEADER, epoch);
    }

    /// Claims so many epochs' leaves at once.
    function claim(address account, bool toPool, uint256 levels, uint256 epochs) private {
        Payout[] memory payouts = new Payout[](epochs);
        for (uint256 i = 0; i < epochs; ++i) {
            payouts[i] = posted(account, toPool, levels);
        }
        vm.warp(block.timestamp + ROOT_WINDOW);
        vm.prank(VISITOR);
        settlement.claim(LEADER, account, toPool, payouts);
    }

    function posted(address account, bool toPool, uint256 levels) private returns (Payout memory) {
        uint64 epoch = uint64(block.timestamp / EPOCH);
        bytes32[] memory proof = new bytes32[](levels);
        bytes32 root = settlement.leafOf(LEADER, epoch, account, DUE, toPool);
        for (uint256 i = 0; i < levels; ++i) {
            proof[i] = keccak256(abi.encode("sibling", i));
            root = root < proof[i] ? keccak256(abi.encode(root, proof[i])) : keccak256(abi.encode(proof[i], root));
        }
        post(1, root);
        return Payout(epoch, DUE, proof);
    }
}
