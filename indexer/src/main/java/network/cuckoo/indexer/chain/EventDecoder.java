package network.cuckoo.indexer.chain;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import network.cuckoo.contracts.CuckooSettlement;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.indexer.event.StakingEvent;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;

/** Logs of our contracts to events, word by word; the generated bindings tell the kinds, and the tests hold the words to them. */
final class EventDecoder {
    private record Kind(int topics, Form form) {}

    private interface Form {
        StakingEvent read(ChainLog log, Words words);
    }

    private final Map<Hash32, Kind> byTopic = new HashMap<>();

    EventDecoder() {
        add(CuckooStaking.FREECHANGED_EVENT, EventDecoder::free);
        add(CuckooStaking.POSITIONCHANGED_EVENT, EventDecoder::position);
        add(CuckooStaking.COOLINGSTARTED_EVENT, EventDecoder::coolingStarted);
        add(CuckooStaking.COOLINGWITHDRAWN_EVENT, EventDecoder::coolingWithdrawn);
        add(CuckooStaking.POOLCHANGED_EVENT, EventDecoder::pool);
        add(CuckooStaking.CANDIDATECHANGED_EVENT, EventDecoder::candidate);
        add(CuckooStaking.INFOCHANGED_EVENT, EventDecoder::info);
        // Both contracts have it, with one signature.
        add(CuckooStaking.PARAMETERCHANGED_EVENT, EventDecoder::parameter);
        add(CuckooSettlement.TIPSET_EVENT, EventDecoder::tip);
    }

    private void add(Event event, Form form) {
        int topics = 1 + event.getIndexedParameters().size();
        byTopic.put(Hash32.parse(EventEncoder.encode(event)), new Kind(topics, form));
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
            return Optional.of(kind.form().read(log, new Words(log.data())));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalStateException(
                    "log " + log.logIndex() + " of transaction " + log.transactionHash()
                            + " is not what its topic says",
                    e);
        }
    }

    private static Address address(ChainLog log, int topic) {
        return Words.of(log.topics().get(topic)).address(0);
    }

    private static StakingEvent free(ChainLog log, Words words) {
        words.require(2);
        return new StakingEvent.FreeChanged(address(log, 1), words.signed(0), words.unsigned(1));
    }

    private static StakingEvent position(ChainLog log, Words words) {
        words.require(2);
        return new StakingEvent.PositionChanged(address(log, 1), address(log, 2), words.signed(0), words.unsigned(1));
    }

    private static StakingEvent coolingStarted(ChainLog log, Words words) {
        words.require(2);
        return new StakingEvent.CoolingStarted(
                Words.of(log.topics().get(1)).unsigned(0),
                address(log, 2),
                address(log, 3),
                words.unsigned(0),
                words.number(1));
    }

    private static StakingEvent coolingWithdrawn(ChainLog log, Words words) {
        words.require(2);
        return new StakingEvent.CoolingWithdrawn(
                Words.of(log.topics().get(1)).unsigned(0), words.unsigned(0), words.flag(1));
    }

    // The words between are the rewards' book-keeping: acc, pot and dripAt.
    private static StakingEvent pool(ChainLog log, Words words) {
        words.require(8);
        return new StakingEvent.PoolChanged(
                address(log, 1),
                words.unsigned(0),
                words.unsigned(1),
                words.unsigned(2),
                words.number(6),
                words.flag(7));
    }

    // The words between are the next commission and when it comes.
    private static StakingEvent candidate(ChainLog log, Words words) {
        words.require(8);
        return new StakingEvent.CandidateChanged(
                address(log, 1),
                address(log, 2),
                words.small(0),
                words.flag(1),
                words.flag(2),
                words.unsigned(3),
                words.small(4),
                words.unsigned(7));
    }

    private static StakingEvent info(ChainLog log, Words words) {
        return new StakingEvent.InfoChanged(address(log, 1), text(words, 0), text(words, 1));
    }

    // Anybody may write NUL into a string on chain, and Postgres' text holds every character but that.
    private static String text(Words words, int word) {
        return words.text(word).replace('\u0000', '\uFFFD');
    }

    private static StakingEvent parameter(ChainLog log, Words words) {
        return new StakingEvent.ParameterChanged(log.topics().get(1), words.bytes(0));
    }

    private static StakingEvent tip(ChainLog log, Words words) {
        words.require(1);
        return new StakingEvent.TipSet(address(log, 1), words.hash(0));
    }
}
