package network.cuckoo.indexer.chain;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import network.cuckoo.contracts.CuckooSettlement;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.indexer.event.StakingEvent;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;
import org.web3j.protocol.core.methods.response.Log;

/** Logs to events by the generated bindings: the oracle that {@link EventDecoder} is held against. */
final class BindingsDecoder {
    private final Map<String, Function<Log, StakingEvent>> byTopic = new HashMap<>();

    BindingsDecoder() {
        add(CuckooStaking.FREECHANGED_EVENT, BindingsDecoder::free);
        add(CuckooStaking.POSITIONCHANGED_EVENT, BindingsDecoder::position);
        add(CuckooStaking.COOLINGSTARTED_EVENT, BindingsDecoder::coolingStarted);
        add(CuckooStaking.COOLINGWITHDRAWN_EVENT, BindingsDecoder::coolingWithdrawn);
        add(CuckooStaking.POOLCHANGED_EVENT, BindingsDecoder::pool);
        add(CuckooStaking.CANDIDATECHANGED_EVENT, BindingsDecoder::candidate);
        add(CuckooStaking.INFOCHANGED_EVENT, BindingsDecoder::info);
        // Both contracts have it, with one signature.
        add(CuckooStaking.PARAMETERCHANGED_EVENT, BindingsDecoder::parameter);
        add(CuckooSettlement.TIPSET_EVENT, BindingsDecoder::tip);
    }

    private void add(Event event, Function<Log, StakingEvent> decoder) {
        byTopic.put(EventEncoder.encode(event), decoder);
    }

    StakingEvent decode(Log log) {
        return Objects.requireNonNull(byTopic.get(log.getTopics().getFirst())).apply(log);
    }

    private static StakingEvent free(Log log) {
        var event = CuckooStaking.getFreeChangedEventFromLog(log);
        return new StakingEvent.FreeChanged(Address.parse(event.staker), event.delta, event.free);
    }

    private static StakingEvent position(Log log) {
        var event = CuckooStaking.getPositionChangedEventFromLog(log);
        return new StakingEvent.PositionChanged(
                Address.parse(event.staker), Address.parse(event.candidate), event.shareDelta, event.shares);
    }

    private static StakingEvent coolingStarted(Log log) {
        var event = CuckooStaking.getCoolingStartedEventFromLog(log);
        return new StakingEvent.CoolingStarted(
                event.id,
                Address.parse(event.staker),
                Address.parse(event.candidate),
                event.shares,
                event.readyAt.longValueExact());
    }

    private static StakingEvent coolingWithdrawn(Log log) {
        var event = CuckooStaking.getCoolingWithdrawnEventFromLog(log);
        return new StakingEvent.CoolingWithdrawn(event.id, event.amount, event.toFree);
    }

    private static StakingEvent pool(Log log) {
        var event = CuckooStaking.getPoolChangedEventFromLog(log);
        return new StakingEvent.PoolChanged(
                Address.parse(event.candidate),
                event.tokens,
                event.shares,
                event.coolingShares,
                event.frozenUntil.longValueExact(),
                event.closed);
    }

    private static StakingEvent candidate(Log log) {
        var event = CuckooStaking.getCandidateChangedEventFromLog(log);
        return new StakingEvent.CandidateChanged(
                Address.parse(event.owner),
                Address.parse(event.node),
                event.kind.intValueExact(),
                event.registered,
                event.active,
                event.ownStake,
                event.commission.intValueExact(),
                event.nodeNonce);
    }

    private static StakingEvent info(Log log) {
        var event = CuckooStaking.getInfoChangedEventFromLog(log);
        return new StakingEvent.InfoChanged(Address.parse(event.owner), text(event.url), text(event.info));
    }

    // Anybody may write NUL into a string on chain, and Postgres' text holds every character but that.
    private static String text(String written) {
        return written.replace('\u0000', '\uFFFD');
    }

    private static StakingEvent parameter(Log log) {
        var event = CuckooStaking.getParameterChangedEventFromLog(log);
        return new StakingEvent.ParameterChanged(Hash32.of(event.key), event.value);
    }

    private static StakingEvent tip(Log log) {
        var event = CuckooSettlement.getTipSetEventFromLog(log);
        return new StakingEvent.TipSet(Address.parse(event.coordinator), Hash32.of(event.tip));
    }
}
