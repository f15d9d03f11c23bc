package network.cuckoo.indexer.chain;

import network.cuckoo.indexer.event.StakingEvent;
import network.cuckoo.indexer.event.StakingEvent.CandidateChanged;
import network.cuckoo.indexer.event.StakingEvent.CaseAnswered;
import network.cuckoo.indexer.event.StakingEvent.CaseChanged;
import network.cuckoo.indexer.event.StakingEvent.CaseOpened;
import network.cuckoo.indexer.event.StakingEvent.CoolingStarted;
import network.cuckoo.indexer.event.StakingEvent.CoolingWithdrawn;
import network.cuckoo.indexer.event.StakingEvent.CreditChanged;
import network.cuckoo.indexer.event.StakingEvent.FreeChanged;
import network.cuckoo.indexer.event.StakingEvent.InfoChanged;
import network.cuckoo.indexer.event.StakingEvent.ParameterChanged;
import network.cuckoo.indexer.event.StakingEvent.PoolChanged;
import network.cuckoo.indexer.event.StakingEvent.PositionChanged;
import network.cuckoo.indexer.event.StakingEvent.RewardsClaimed;
import network.cuckoo.indexer.event.StakingEvent.RewardsFunded;

/** Where the arguments of the staking contract's events are, in the order of {@code ICuckooStaking.sol}. */
final class StakingForms {
    private StakingForms() {}

    static StakingEvent free(Topics topics, Words data) {
        data.require(2);
        return new FreeChanged(topics.address(1), data.signed(0), data.unsigned(1));
    }

    static StakingEvent position(Topics topics, Words data) {
        data.require(2);
        return new PositionChanged(topics.address(1), topics.address(2), data.signed(0), data.unsigned(1));
    }

    static StakingEvent coolingStarted(Topics topics, Words data) {
        data.require(2);
        return new CoolingStarted(
                topics.unsigned(1), topics.address(2), topics.address(3), data.unsigned(0), data.number(1));
    }

    static StakingEvent coolingWithdrawn(Topics topics, Words data) {
        data.require(2);
        return new CoolingWithdrawn(topics.unsigned(1), data.unsigned(0), data.flag(1));
    }

    static StakingEvent pool(Topics topics, Words data) {
        data.require(8);
        return new PoolChanged(
                topics.address(1),
                data.unsigned(0),
                data.unsigned(1),
                data.unsigned(2),
                data.unsigned(3),
                data.unsigned(4),
                data.number(5),
                data.number(6),
                data.flag(7));
    }

    static StakingEvent candidate(Topics topics, Words data) {
        data.require(8);
        return new CandidateChanged(
                topics.address(1),
                topics.address(2),
                data.small(0),
                data.flag(1),
                data.flag(2),
                data.unsigned(3),
                data.small(4),
                data.small(5),
                data.number(6),
                data.unsigned(7));
    }

    static StakingEvent info(Topics topics, Words data) {
        return new InfoChanged(topics.address(1), text(data, 0), text(data, 1));
    }

    static StakingEvent rewardsFunded(Topics topics, Words data) {
        data.require(2);
        return new RewardsFunded(topics.address(1), data.unsigned(0), data.unsigned(1));
    }

    static StakingEvent rewardsClaimed(Topics topics, Words data) {
        data.require(1);
        return new RewardsClaimed(topics.address(1), topics.address(2), data.unsigned(0));
    }

    static StakingEvent credit(Topics topics, Words data) {
        data.require(2);
        return new CreditChanged(topics.address(1), data.signed(0), data.unsigned(1));
    }

    static StakingEvent caseOpened(Topics topics, Words data) {
        return new CaseOpened(
                topics.unsigned(1),
                topics.address(2),
                topics.address(3),
                data.hash(0),
                data.hash(1),
                text(data, 2),
                data.unsigned(3),
                data.number(4),
                data.number(5));
    }

    static StakingEvent caseAnswered(Topics topics, Words data) {
        return new CaseAnswered(topics.unsigned(1), data.hash(0), text(data, 1));
    }

    static StakingEvent caseChanged(Topics topics, Words data) {
        data.require(4);
        return new CaseChanged(topics.unsigned(1), data.small(0), data.small(1), data.unsigned(2), data.unsigned(3));
    }

    static StakingEvent parameter(Topics topics, Words data) {
        return new ParameterChanged(topics.hash(1), data.bytes(0));
    }

    // Anybody may write NUL into a string on chain, and Postgres' text holds every character but that.
    private static String text(Words data, int word) {
        return data.text(word).replace('\u0000', '\uFFFD');
    }
}
