// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Kind} from "../src/StakingTypes.sol";
import {GasTest} from "./support/GasTest.sol";

/// Each call of the staking contract costs the same whatever happened before.
/// forge-config: default.isolate = true
contract GasStakingTest is GasTest {
    uint256 private constant VISITOR_KEY = 0xB0B;
    string private constant URL = "https://miner.example:8443";

    function subject() internal pure override returns (string memory) {
        return "CuckooStaking";
    }

    function test_stake() public costs("stake", ZERO_BYTES) {
        vm.prank(VISITOR);
        staking.stake{value: 5 * CAI}();
    }

    function test_unstake() public costs("unstake", ZERO_BYTES) {
        stakeAs(VISITOR, 10 * CAI);
        vm.prank(VISITOR);
        staking.unstake(5 * CAI);
    }

    function test_vote() public costs("vote", ZERO_BYTES) {
        stakeAs(VISITOR, 10 * CAI);
        voteAs(VISITOR, HOST, 5 * CAI);
    }

    function test_vote_again() public costs("vote, again for the same", ZERO_BYTES) {
        backAs(VISITOR, HOST, 5 * CAI);
        stakeAs(VISITOR, 10 * CAI);
        vm.warp(block.timestamp + EPOCH);
        voteAs(VISITOR, HOST, 5 * CAI);
    }

    function test_unvote() public costs("unvote", ZERO_BYTES) {
        backAs(VISITOR, HOST, 10 * CAI);
        vm.warp(block.timestamp + EPOCH);
        vm.prank(VISITOR);
        staking.unvote(one(HOST), one(5 * CAI));
    }

    function test_withdraw_paidOut() public costs("withdraw, paid out", ZERO_BYTES) {
        withdrawAs(VISITOR, cooled(), false);
    }

    function test_withdraw_toFree() public costs("withdraw, to free stake", ZERO_BYTES) {
        withdrawAs(VISITOR, cooled(), true);
    }

    function test_register() public costs("register", ZERO_BYTES) {
        bytes memory sig = consent(VISITOR_KEY, VISITOR, Kind.Miner, block.timestamp);
        stakeAs(VISITOR, MINER_MIN);
        vm.prank(VISITOR);
        staking.register(Kind.Miner, vm.addr(VISITOR_KEY), MINER_MIN, 500, URL, "", block.timestamp, sig);
    }

    function test_rotateNode() public costs("rotateNode", ZERO_BYTES) {
        bytes memory sig = consent(VISITOR_KEY, HOST, Kind.Miner, block.timestamp);
        vm.prank(HOST);
        staking.rotateNode(vm.addr(VISITOR_KEY), block.timestamp, sig);
    }

    function test_updateInfo() public costs("updateInfo", ZERO_BYTES) {
        vm.prank(HOST);
        staking.updateInfo(URL, "");
    }

    function test_setCommission() public costs("setCommission", ZERO_BYTES) {
        vm.prank(HOST);
        staking.setCommission(900);
    }

    function test_deregister() public costs("deregister", ZERO_BYTES) {
        vm.prank(HOST);
        staking.deregister();
    }

    function test_fundRewards() public costs("fundRewards", ZERO_BYTES) {
        vm.prank(VISITOR);
        staking.fundRewards{value: 5 * CAI}(HOST);
    }

    function test_claimRewards() public costs("claimRewards", ZERO_BYTES) {
        backAs(VISITOR, HOST, 1000 * CAI);
        staking.fundRewards{value: dealt(100 * CAI)}(HOST);
        vm.warp(block.timestamp + 1 days);
        vm.prank(VISITOR);
        staking.claimRewards(one(HOST));
    }

    function test_claimCredit() public costs("claimCredit", ZERO_BYTES) {
        staking.fundRewards{value: dealt(100 * CAI)}(HOST);
        vm.prank(HOST);
        staking.claimCredit();
    }

    function test_propose() public costs("propose", ZERO_BYTES) {
        accuse();
    }

    function test_answer() public costs("answer", ZERO_BYTES) {
        answered();
    }

    function test_decide_guilty() public costs("decide, to cut", ZERO_BYTES) {
        decided(500);
    }

    function test_decide_rejected() public costs("decide, to reject", ZERO_BYTES) {
        decided(0);
    }

    function test_veto() public costs("veto", ZERO_BYTES) {
        uint256 id = decided(500);
        vm.prank(GOVERNOR);
        staking.veto(id);
    }

    function test_execute() public costs("execute", ZERO_BYTES) {
        uint256 id = decided(500);
        vm.warp(block.timestamp + VETO);
        vm.prank(VISITOR);
        staking.execute(id);
    }

    function test_expire() public costs("expire", ZERO_BYTES) {
        uint256 id = accuse();
        vm.warp(block.timestamp + CASE);
        vm.prank(VISITOR);
        staking.expire(id);
    }

    function test_pause() public costs("pause", ZERO_BYTES) {
        vm.prank(GUARDIAN);
        staking.pause(1 days);
    }

    function test_unpause() public costs("unpause", ZERO_BYTES) {
        vm.prank(GUARDIAN);
        staking.pause(1 days);
        vm.prank(GUARDIAN);
        staking.unpause();
    }

    function test_setArbiter() public costs("setArbiter", ZERO_BYTES) {
        vm.prank(GOVERNOR);
        staking.setArbiter(VISITOR);
    }

    function test_setTreasury() public costs("setTreasury", ZERO_BYTES) {
        vm.prank(GOVERNOR);
        staking.setTreasury(VISITOR, 1500);
    }

    function test_setPauseGuardian() public costs("setPauseGuardian", ZERO_BYTES) {
        vm.prank(GOVERNOR);
        staking.setPauseGuardian(VISITOR);
    }

    function test_setCaseBond() public costs("setCaseBond", ZERO_BYTES) {
        vm.prank(GOVERNOR);
        staking.setCaseBond(2 * BOND);
    }

    function test_setMaxSlash() public costs("setMaxSlash", ZERO_BYTES) {
        vm.prank(GOVERNOR);
        staking.setMaxSlash(4000);
    }

    function test_setModelPolicy() public costs("setModelPolicy", ZERO_BYTES) {
        vm.prank(GOVERNOR);
        staking.setModelPolicy(keccak256("model"), keccak256("policy"));
    }

    function test_setReferee() public costs("setReferee", ZERO_BYTES) {
        vm.prank(GOVERNOR);
        staking.setReferee(VISITOR, true);
    }

    function dealt(uint256 amount) private returns (uint256) {
        vm.deal(address(this), amount);
        return amount;
    }

    /// A cooling entry of the visitor that is ready.
    function cooled() private returns (uint256 id) {
        backAs(VISITOR, HOST, 10 * CAI);
        id = unvoteAs(VISITOR, HOST, 5 * CAI);
        vm.warp(block.timestamp + COOLDOWN);
    }

    function answered() private returns (uint256 id) {
        id = accuse();
        vm.prank(HOST);
        staking.answer(id, DIGEST, "ipfs://answer");
    }

    function decided(uint16 bps) private returns (uint256 id) {
        id = answered();
        vm.prank(ARBITER);
        staking.decide(id, bps);
    }
}
