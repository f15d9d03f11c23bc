// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CuckooStaking} from "../src/CuckooStaking.sol";
import {ICuckooStaking} from "../src/ICuckooStaking.sol";
import {Governance, Parameters} from "../src/StakingTypes.sol";
import {StakingTest} from "./support/StakingTest.sol";
import {Vm} from "./support/Vm.sol";

/// The least amounts and waits that are allowed, and calls that have nothing to tell.
contract BoundariesTest is StakingTest {
    function setUp() public override {
        super.setUp();
        registerMiner();
    }

    function test_theLeastOfEverything_isAccepted() public {
        Parameters memory p = Parameters({
            minMinerStake: 1,
            minCoordinatorStake: 1,
            minVote: 1,
            cooldown: 2,
            evidenceWindow: 1,
            epoch: 1,
            dripPeriod: 1,
            answerWindow: 1,
            vetoWindow: 1,
            caseWindow: 4,
            accusationPause: 0,
            longestPause: 1,
            slashCeilingBps: 1,
            treasuryCeilingBps: 0
        });
        Governance memory g = governors();
        (g.caseBond, g.maxSlashBps, g.treasuryShareBps) = (1, 1, 0);
        same(new CuckooStaking(p, g).parameters().minVote, 1, "deployed");
    }

    function test_oneWei_ofRewards_isClaimed() public {
        fundAs(OTHER, MINER, 1);
        vm.warp(block.timestamp + DRIP);
        claimAs(MINER, MINER);
        same(MINER.balance, 1, "paid");
    }

    function test_oneWei_ofCredit_isToldAndClaimed() public {
        vm.expectEmit(address(staking));
        emit ICuckooStaking.CreditChanged(MINER, 1, 1);
        fundAs(OTHER, MINER, 20); // a commission of 5 %
        claimCreditAs(MINER);
        same(MINER.balance, 1, "paid");
    }

    function test_noCommission_tellsNoCredit() public {
        vm.recordLogs();
        fundAs(OTHER, MINER, 19);
        same(told(ICuckooStaking.CreditChanged.selector), 0, "nothing was credited");
    }

    function test_theAccumulator_isExact_forMoreRewardsThanShares() public {
        fundAs(OTHER, MINER, 2 * MINER_MIN * 100 / 95);
        vm.warp(block.timestamp + DRIP);
        claimAs(MINER, MINER);
        uint256 pot = 2 * MINER_MIN * 100 / 95 - 2 * MINER_MIN * 100 / 95 * 500 / 10_000;
        same(staking.pools(MINER).acc, pot * 1e27 / MINER_MIN, "floor");
    }

    function test_billionsOfRewards_leaveNothingInThePot() public {
        fundAs(OTHER, MINER, 2_000_000_000 * CAI);
        vm.warp(block.timestamp + DRIP);
        claimAs(MINER, MINER);
        same(staking.pools(MINER).pot, 0, "all has dripped");
    }

    function test_othersVotes_tellNothingOfTheCandidate_itsOwnAlwaysDo() public {
        vm.recordLogs();
        backAs(STAKER, MINER, 10 * CAI);
        unvoteAs(STAKER, MINER, CAI);
        same(told(ICuckooStaking.CandidateChanged.selector), 0, "it is as it was");
        backAs(MINER, MINER, 10 * CAI);
        unvoteAs(MINER, MINER, CAI);
        same(told(ICuckooStaking.CandidateChanged.selector), 2, "its own stake changed");
    }

    /// How many of the events since the last look are of this kind.
    function told(bytes32 topic) private returns (uint256 count) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == topic) ++count;
        }
    }
}
