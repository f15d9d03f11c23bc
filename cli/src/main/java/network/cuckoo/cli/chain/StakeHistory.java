package network.cuckoo.cli.chain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import network.cuckoo.contracts.CuckooSettlement;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.draw.MinerWeight;
import org.web3j.protocol.core.methods.response.Log;

/** The network as the contracts' events tell it, up to one block: read from a node of the user's choice, without a database. */
public final class StakeHistory {
    private final Map<String, CuckooStaking.CandidateChangedEventResponse> candidates = new TreeMap<>();
    private final Map<String, CuckooStaking.PoolChangedEventResponse> pools = new TreeMap<>();
    private final Map<String, CuckooStaking.InfoChangedEventResponse> introductions = new TreeMap<>();
    private final Map<String, Tip> tips = new TreeMap<>();

    private StakeHistory() {}

    /** A hash chain's tip and the block that carries it. */
    public record Tip(Hash32 hash, BlockNumber block) {}

    /** Replays all events from the contracts' start up to and with this block. */
    public static StakeHistory upTo(BlockNumber last, ChainAccess chain, NetworkContracts contracts) {
        var history = new StakeHistory();
        var addresses = List.of(contracts.staking(), contracts.settlement());
        for (Log log : Logs.of(chain, addresses, contracts.startBlock(), last)) {
            history.take(log, contracts);
        }
        return history;
    }

    /** The miners' weights, zero ones included: floor(T*A/S) of an active miner's pool (CONTRACTS: a pool). */
    public List<MinerWeight> minerWeights() {
        List<MinerWeight> weights = new ArrayList<>();
        candidates.forEach((owner, candidate) -> {
            if (candidate.kind.intValueExact() == CandidateKind.MINER.number()) {
                weights.add(new MinerWeight(NodeAddress.parse(candidate.node), new Wei(weightOf(owner, candidate))));
            }
        });
        return weights;
    }

    /** All who ever registered, by owner. */
    public List<CandidateState> candidates() {
        List<CandidateState> states = new ArrayList<>();
        candidates.forEach((owner, candidate) -> states.add(state(owner, candidate)));
        return states;
    }

    private CandidateState state(String owner, CuckooStaking.CandidateChangedEventResponse candidate) {
        var introduction = Optional.ofNullable(introductions.get(owner));
        var pool = Optional.ofNullable(pools.get(owner));
        return new CandidateState(
                OwnerAddress.parse(owner),
                NodeAddress.parse(candidate.node),
                CandidateKind.of(candidate.kind.intValueExact()),
                candidate.registered,
                candidate.active,
                new Wei(candidate.ownStake),
                new Wei(weightOf(owner, candidate)),
                new CandidateState.Commission(
                        candidate.commission.intValueExact(),
                        candidate.nextCommission.intValueExact(),
                        candidate.nextAt.longValueExact()),
                introduction.map(given -> given.url).orElse(""),
                introduction.map(given -> given.info).orElse(""),
                Optional.ofNullable(tips.get(owner)).map(Tip::hash),
                pool.map(there -> there.frozenUntil.longValueExact()).orElse(0L),
                pool.map(there -> there.closed).orElse(false));
    }

    /** The last tip that the owner of this coordinator node has set. */
    public Optional<Tip> tipOf(NodeAddress coordinator) {
        return candidates.entrySet().stream()
                .filter(entry -> NodeAddress.parse(entry.getValue().node).equals(coordinator))
                .map(entry -> Optional.ofNullable(tips.get(entry.getKey())))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private BigInteger weightOf(String owner, CuckooStaking.CandidateChangedEventResponse candidate) {
        CuckooStaking.PoolChangedEventResponse pool = pools.get(owner);
        if (!candidate.registered || !candidate.active || pool == null || pool.shares.signum() == 0) {
            return BigInteger.ZERO;
        }
        return pool.tokens.multiply(pool.shares.subtract(pool.coolingShares)).divide(pool.shares);
    }

    private void take(Log log, NetworkContracts contracts) {
        String topic = log.getTopics().getFirst();
        boolean ofStaking = Address.parse(log.getAddress()).equals(contracts.staking());
        if (ofStaking && topic.equals(Logs.topicOf(CuckooStaking.CANDIDATECHANGED_EVENT))) {
            var event = CuckooStaking.getCandidateChangedEventFromLog(log);
            candidates.put(event.owner, event);
        } else if (ofStaking && topic.equals(Logs.topicOf(CuckooStaking.POOLCHANGED_EVENT))) {
            var event = CuckooStaking.getPoolChangedEventFromLog(log);
            pools.put(event.candidate, event);
        } else if (ofStaking && topic.equals(Logs.topicOf(CuckooStaking.INFOCHANGED_EVENT))) {
            var event = CuckooStaking.getInfoChangedEventFromLog(log);
            introductions.put(event.owner, event);
        } else if (!ofStaking && topic.equals(Logs.topicOf(CuckooSettlement.TIPSET_EVENT))) {
            var event = CuckooSettlement.getTipSetEventFromLog(log);
            var block = new BlockNumber(log.getBlockNumber().longValueExact());
            tips.put(event.coordinator, new Tip(Hash32.of(event.tip), block));
        }
    }
}
