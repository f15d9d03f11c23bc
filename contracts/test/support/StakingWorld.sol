// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITimelock} from "../../src/StakingParameters.sol";
import {Governance, Kind, Parameters} from "../../src/StakingTypes.sol";
import {StakingHarness} from "./StakingHarness.sol";
import {Checks} from "./Vm.sol";

/// A fresh staking contract and short ways to act as somebody. Owners are small numbers, a node's key is its number.
abstract contract StakingWorld is Checks {
    uint256 internal constant CAI = 1e18;
    uint256 internal constant MINER_MIN = 20_000 * CAI;
    uint256 internal constant COORDINATOR_MIN = 2_000_000 * CAI;
    uint64 internal constant COOLDOWN = 7 days;
    uint64 internal constant EPOCH = 1 hours;
    uint64 internal constant EVIDENCE_WINDOW = 5 days;
    uint64 internal constant DRIP = 7 days;
    uint64 internal constant ANSWER = 3 days;
    uint64 internal constant VETO = 1 days;
    uint64 internal constant CASE = 7 days;
    uint64 internal constant ACCUSATION_PAUSE = 30 days;
    uint256 internal constant BOND = 1000 * CAI;
    uint256 internal constant NODE_KEY = 0xA11CE;

    address internal constant MINER = address(0x1001);
    address internal constant COORDINATOR = address(0x1002);
    address internal constant STAKER = address(0x1003);
    address internal constant OTHER = address(0x1004);
    address internal constant GOVERNOR = address(0x1005);
    address internal constant ARBITER = address(0x1006);
    address internal constant TREASURY = address(0x1007);
    address internal constant GUARDIAN = address(0x1008);

    StakingHarness internal staking;

    /// Deploys a fresh contract at a fixed time.
    function begin() internal {
        vm.warp(1_700_000_000);
        governWith(COOLDOWN + CASE + 1);
        staking = new StakingHarness(standard(), governors());
    }

    /// Makes the governor an account that answers as a timelock of this delay.
    function governWith(uint256 delay) internal {
        vm.mockCall(GOVERNOR, abi.encodeCall(ITimelock.getMinDelay, ()), abi.encode(delay));
    }

    function standard() internal pure returns (Parameters memory) {
        return Parameters({
            minMinerStake: MINER_MIN,
            minCoordinatorStake: COORDINATOR_MIN,
            minVote: CAI,
            cooldown: COOLDOWN,
            evidenceWindow: EVIDENCE_WINDOW,
            epoch: EPOCH,
            dripPeriod: DRIP,
            answerWindow: ANSWER,
            vetoWindow: VETO,
            caseWindow: CASE,
            accusationPause: ACCUSATION_PAUSE,
            longestPause: 7 days,
            slashCeilingBps: 5000,
            treasuryCeilingBps: 2000
        });
    }

    function governors() internal pure returns (Governance memory) {
        return Governance({
            governor: GOVERNOR,
            arbiter: ARBITER,
            treasury: TREASURY,
            pauseGuardian: GUARDIAN,
            caseBond: BOND,
            maxSlashBps: 3000,
            treasuryShareBps: 1000
        });
    }

    function stakeAs(address who, uint256 amount) internal {
        vm.deal(who, who.balance + amount);
        vm.prank(who);
        staking.stake{value: amount}();
    }

    function voteAs(address who, address candidate, uint256 amount) internal {
        vm.prank(who);
        staking.vote(one(candidate), one(amount));
    }

    function backAs(address who, address candidate, uint256 amount) internal {
        stakeAs(who, amount);
        voteAs(who, candidate, amount);
    }

    /// Returns the id of the cooling entry.
    function unvoteAs(address who, address candidate, uint256 shares) internal returns (uint256) {
        vm.prank(who);
        staking.unvote(one(candidate), one(shares));
        return staking.coolingCount();
    }

    function withdrawAs(address who, uint256 id, bool toFree) internal {
        vm.prank(who);
        staking.withdraw(one(id), toFree);
    }

    function consent(uint256 key, address owner, Kind kind, uint256 deadline) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, staking.consentDigest(owner, vm.addr(key), kind, deadline));
        return abi.encodePacked(r, s, v);
    }

    /// Stakes what is voted and registers with the node of `key`.
    function registerAs(address owner, Kind kind, uint256 ownVote, uint16 commission, uint256 key) internal {
        bytes memory sig = consent(key, owner, kind, block.timestamp);
        if (ownVote > 0) stakeAs(owner, ownVote);
        vm.prank(owner);
        staking.register(kind, vm.addr(key), ownVote, commission, "", "", block.timestamp, sig);
    }

    function registerMiner() internal {
        registerAs(MINER, Kind.Miner, MINER_MIN, 500, NODE_KEY);
    }

    function registerCoordinator() internal {
        registerAs(COORDINATOR, Kind.Coordinator, COORDINATOR_MIN, 0, NODE_KEY + 1);
    }

    function fundAs(address who, address candidate, uint256 amount) internal {
        vm.deal(who, who.balance + amount);
        vm.prank(who);
        staking.fundRewards{value: amount}(candidate);
    }

    function claimAs(address who, address candidate) internal {
        vm.prank(who);
        staking.claimRewards(one(candidate));
    }

    function claimCreditAs(address who) internal {
        vm.prank(who);
        staking.claimCredit();
    }

    function proposeAs(address who, address candidate, bytes32 digest, uint64 offenceAt) internal returns (uint256) {
        vm.deal(who, who.balance + BOND);
        vm.prank(who);
        return staking.propose{value: BOND}(candidate, digest, "evidence", "ipfs://evidence", offenceAt);
    }

    /// The coordinator accuses the candidate of something that happened just now.
    function accuse(address candidate, bytes32 digest) internal returns (uint256) {
        return proposeAs(COORDINATOR, candidate, digest, uint64(block.timestamp));
    }

    /// The governor accuses the candidate of something that happened just now.
    function accuseToo(address candidate, bytes32 digest) internal returns (uint256) {
        return proposeAs(GOVERNOR, candidate, digest, uint64(block.timestamp));
    }

    function answerAs(address who, uint256 id) internal {
        vm.prank(who);
        staking.answer(id, "answer", "ipfs://answer");
    }

    function decideAs(address who, uint256 id, uint16 bps) internal {
        vm.prank(who);
        staking.decide(id, bps);
    }

    /// Lets the time to answer pass, and the arbiter decide.
    function decided(uint256 id, uint16 bps) internal {
        vm.warp(staking.cases(id).openedAt + ANSWER + 1);
        decideAs(ARBITER, id, bps);
    }

    /// Decides a case, lets the veto's time pass and executes it.
    function executed(uint256 id, uint16 bps) internal {
        decided(id, bps);
        vm.warp(block.timestamp + VETO);
        staking.execute(id);
    }

    function refusesToAct(bytes4 selector, address who) internal {
        vm.expectRevert(abi.encodeWithSelector(selector, who));
    }

    function one(address value) internal pure returns (address[] memory list) {
        list = new address[](1);
        list[0] = value;
    }

    function one(uint256 value) internal pure returns (uint256[] memory list) {
        list = new uint256[](1);
        list[0] = value;
    }
}
