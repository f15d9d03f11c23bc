package network.cuckoo.indexer.chain;

import network.cuckoo.indexer.event.StakingEvent;
import network.cuckoo.indexer.event.StakingEvent.Claimed;
import network.cuckoo.indexer.event.StakingEvent.Deposited;
import network.cuckoo.indexer.event.StakingEvent.EpochPosted;
import network.cuckoo.indexer.event.StakingEvent.EscrowRequested;
import network.cuckoo.indexer.event.StakingEvent.EscrowWithdrawn;
import network.cuckoo.indexer.event.StakingEvent.RootRejected;
import network.cuckoo.indexer.event.StakingEvent.TipSet;

/** Where the arguments of the settlement contract's events are, in the order of {@code ICuckooSettlement.sol}. */
final class SettlementForms {
    private SettlementForms() {}

    static StakingEvent tip(Topics topics, Words data) {
        data.require(1);
        return new TipSet(topics.address(1), data.hash(0));
    }

    static StakingEvent deposited(Topics topics, Words data) {
        data.require(2);
        return new Deposited(topics.address(1), topics.address(2), topics.hash(3), data.unsigned(0), data.unsigned(1));
    }

    static StakingEvent epochPosted(Topics topics, Words data) {
        data.require(6);
        return new EpochPosted(
                topics.address(1),
                topics.number(2),
                data.hash(0),
                data.unsigned(1),
                data.unsigned(2),
                data.hash(3),
                data.hash(4),
                data.number(5));
    }

    static StakingEvent rootRejected(Topics topics, Words data) {
        data.require(1);
        return new RootRejected(topics.address(1), topics.number(2), data.unsigned(0));
    }

    static StakingEvent claimed(Topics topics, Words data) {
        data.require(5);
        return new Claimed(
                topics.address(1),
                topics.address(2),
                data.number(0),
                data.unsigned(1),
                data.unsigned(2),
                data.unsigned(3),
                data.flag(4));
    }

    static StakingEvent escrowRequested(Topics topics, Words data) {
        data.require(2);
        return new EscrowRequested(topics.address(1), data.unsigned(0), data.number(1));
    }

    static StakingEvent escrowWithdrawn(Topics topics, Words data) {
        data.require(2);
        return new EscrowWithdrawn(topics.address(1), data.unsigned(0), data.unsigned(1));
    }
}
