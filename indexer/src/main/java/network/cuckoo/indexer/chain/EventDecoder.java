package network.cuckoo.indexer.chain;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.cuckoo.contracts.CuckooSettlement;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Hash32;
import network.cuckoo.indexer.event.StakingEvent;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;

/** Logs of our contracts to events, word by word; the generated bindings tell the kinds, and the tests hold the words to them. */
final class EventDecoder {
    private record Kind(int topics, Form form) {}

    /** How one kind of event is written: indexed arguments in the topics, the others in the data. */
    interface Form {
        StakingEvent read(Topics topics, Words data);
    }

    private final Map<Hash32, Kind> byTopic = new HashMap<>();

    EventDecoder() {
        add(CuckooStaking.FREECHANGED_EVENT, StakingForms::free);
        add(CuckooStaking.POSITIONCHANGED_EVENT, StakingForms::position);
        add(CuckooStaking.COOLINGSTARTED_EVENT, StakingForms::coolingStarted);
        add(CuckooStaking.COOLINGWITHDRAWN_EVENT, StakingForms::coolingWithdrawn);
        add(CuckooStaking.POOLCHANGED_EVENT, StakingForms::pool);
        add(CuckooStaking.CANDIDATECHANGED_EVENT, StakingForms::candidate);
        add(CuckooStaking.INFOCHANGED_EVENT, StakingForms::info);
        add(CuckooStaking.REWARDSFUNDED_EVENT, StakingForms::rewardsFunded);
        add(CuckooStaking.REWARDSCLAIMED_EVENT, StakingForms::rewardsClaimed);
        add(CuckooStaking.CREDITCHANGED_EVENT, StakingForms::credit);
        add(CuckooStaking.CASEOPENED_EVENT, StakingForms::caseOpened);
        add(CuckooStaking.CASEANSWERED_EVENT, StakingForms::caseAnswered);
        add(CuckooStaking.CASECHANGED_EVENT, StakingForms::caseChanged);
        // Both contracts have it, with one signature.
        add(CuckooStaking.PARAMETERCHANGED_EVENT, StakingForms::parameter);
        add(CuckooSettlement.TIPSET_EVENT, SettlementForms::tip);
        add(CuckooSettlement.DEPOSITED_EVENT, SettlementForms::deposited);
        add(CuckooSettlement.EPOCHPOSTED_EVENT, SettlementForms::epochPosted);
        add(CuckooSettlement.ROOTREJECTED_EVENT, SettlementForms::rootRejected);
        add(CuckooSettlement.CLAIMED_EVENT, SettlementForms::claimed);
        add(CuckooSettlement.ESCROWREQUESTED_EVENT, SettlementForms::escrowRequested);
        add(CuckooSettlement.ESCROWWITHDRAWN_EVENT, SettlementForms::escrowWithdrawn);
    }

    private void add(Event event, Form form) {
        int topics = 1 + event.getIndexedParameters().size();
        byTopic.put(Hash32.parse(EventEncoder.encode(event)), new Kind(topics, form));
    }

    /** The first topics of all events that are followed. */
    Set<Hash32> kinds() {
        return byTopic.keySet();
    }

    /**
     * The event, or nothing for a kind that we don't follow.
     *
     * @throws IllegalStateException if the log has the topic of an event but not its form: then these are not our contracts
     */
    Optional<StakingEvent> decode(ChainLog log) {
        Kind kind = log.topics().isEmpty() ? null : byTopic.get(log.topics().getFirst());
        if (kind == null) {
            return Optional.empty();
        }
        try {
            if (log.topics().size() != kind.topics()) {
                throw new IllegalArgumentException("not " + kind.topics() + " topics");
            }
            return Optional.of(kind.form().read(new Topics(log.topics()), new Words(log.data())));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalStateException(
                    "log " + log.logIndex() + " of transaction " + log.transactionHash()
                            + " is not what its topic says",
                    e);
        }
    }
}
