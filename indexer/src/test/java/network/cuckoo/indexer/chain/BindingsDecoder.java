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
        addRewardsAndCases();
        addEscrow();
    }

    private void addRewardsAndCases() {
        add(CuckooStaking.REWARDSFUNDED_EVENT, log -> {
            var e = CuckooStaking.getRewardsFundedEventFromLog(log);
            return new StakingEvent.RewardsFunded(Address.parse(e.candidate), e.amount, e.commission);
        });
        add(CuckooStaking.REWARDSCLAIMED_EVENT, log -> {
            var e = CuckooStaking.getRewardsClaimedEventFromLog(log);
            return new StakingEvent.RewardsClaimed(Address.parse(e.staker), Address.parse(e.candidate), e.amount);
        });
        add(CuckooStaking.CREDITCHANGED_EVENT, log -> {
            var e = CuckooStaking.getCreditChangedEventFromLog(log);
            return new StakingEvent.CreditChanged(Address.parse(e.account), e.delta, e.credit);
        });
        add(CuckooStaking.CASEOPENED_EVENT, log -> {
            var e = CuckooStaking.getCaseOpenedEventFromLog(log);
            return new StakingEvent.CaseOpened(
                    e.id,
                    Address.parse(e.candidate),
                    Address.parse(e.proposer),
                    Hash32.of(e.resultDigest),
                    Hash32.of(e.evidence),
                    text(e.uri),
                    e.bond,
                    e.offenceAt.longValueExact(),
                    e.deadline.longValueExact());
        });
        add(CuckooStaking.CASEANSWERED_EVENT, log -> {
            var e = CuckooStaking.getCaseAnsweredEventFromLog(log);
            return new StakingEvent.CaseAnswered(e.id, Hash32.of(e.hash), text(e.uri));
        });
        add(CuckooStaking.CASECHANGED_EVENT, log -> {
            var e = CuckooStaking.getCaseChangedEventFromLog(log);
            return new StakingEvent.CaseChanged(
                    e.id, e.status.intValueExact(), e.bps.intValueExact(), e.burned, e.toTreasury);
        });
    }

    private void addEscrow() {
        add(CuckooSettlement.DEPOSITED_EVENT, log -> {
            var e = CuckooSettlement.getDepositedEventFromLog(log);
            return new StakingEvent.Deposited(
                    Address.parse(e.coordinator), Address.parse(e.payer), Hash32.of(e.appRef), e.amount, e.deposited);
        });
        add(CuckooSettlement.EPOCHPOSTED_EVENT, log -> {
            var e = CuckooSettlement.getEpochPostedEventFromLog(log);
            return new StakingEvent.EpochPosted(
                    Address.parse(e.coordinator),
                    e.epoch.longValueExact(),
                    Hash32.of(e.payoutRoot),
                    e.amount,
                    e.committed,
                    Hash32.of(e.logRoot),
                    Hash32.of(e.secret),
                    e.finalAt.longValueExact());
        });
        add(CuckooSettlement.ROOTREJECTED_EVENT, log -> {
            var e = CuckooSettlement.getRootRejectedEventFromLog(log);
            return new StakingEvent.RootRejected(Address.parse(e.coordinator), e.epoch.longValueExact(), e.committed);
        });
        add(CuckooSettlement.CLAIMED_EVENT, log -> {
            var e = CuckooSettlement.getClaimedEventFromLog(log);
            return new StakingEvent.Claimed(
                    Address.parse(e.coordinator),
                    Address.parse(e.account),
                    e.epoch.longValueExact(),
                    e.amount,
                    e.rootClaimed,
                    e.escrowClaimed,
                    e.toPool);
        });
        add(CuckooSettlement.ESCROWREQUESTED_EVENT, log -> {
            var e = CuckooSettlement.getEscrowRequestedEventFromLog(log);
            return new StakingEvent.EscrowRequested(Address.parse(e.coordinator), e.amount, e.readyAt.longValueExact());
        });
        add(CuckooSettlement.ESCROWWITHDRAWN_EVENT, log -> {
            var e = CuckooSettlement.getEscrowWithdrawnEventFromLog(log);
            return new StakingEvent.EscrowWithdrawn(Address.parse(e.coordinator), e.amount, e.withdrawn);
        });
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
                event.acc,
                event.pot,
                event.dripAt.longValueExact(),
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
                event.nextCommission.intValueExact(),
                event.nextAt.longValueExact(),
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
