package network.cuckoo.benchmarks.market;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.hash.Keccak256;
import network.cuckoo.domain.hash.Sha256;
import network.cuckoo.domain.sign.LoginMessage;
import network.cuckoo.domain.sign.TaskResult;
import network.cuckoo.keys.NodeKey;
import network.cuckoo.scheduler.SchedulerConfig;
import network.cuckoo.scheduler.Scheduling;
import network.cuckoo.scheduler.leases.LeaseOffer;
import network.cuckoo.scheduler.leases.PollReply;
import network.cuckoo.scheduler.results.ResultReport;
import network.cuckoo.scheduler.results.ResultVerdict;
import network.cuckoo.scheduler.sessions.Challenge;
import network.cuckoo.scheduler.sessions.LoginOutcome;
import network.cuckoo.scheduler.sessions.ServedModel;
import network.cuckoo.scheduler.sessions.Session;

/** A miner that polls, starts, signs and hands in as the node does, and whose work takes no time. */
public final class MarketMiner {
    private static final Duration POLL = Duration.ofSeconds(1);

    private final NodeKey key;
    private final OwnerAddress owner;
    private final int places;

    /** @param places tasks that it takes at a time */
    public MarketMiner(int number, int places) {
        this.key = NodeKey.parse(Keccak256.hash("miner " + number).hex());
        this.owner = new OwnerAddress(MarketChain.addressOf("owner of miner " + number));
        this.places = places;
    }

    /** What the chain says of it. */
    public MarketChain.Staked staked(Wei stake) {
        return new MarketChain.Staked(owner, node(), stake);
    }

    public NodeAddress node() {
        return key.nodeAddress();
    }

    /** Signs in with one model. */
    public Session signIn(Scheduling desks, ServedModel model) {
        if (desks.sessions().challenge(node()) instanceof Challenge.Issued(LoginMessage message)
                && desks.sessions()
                                .login(message.text(), key.sign(message.digest()), List.of(model), "benchmark", "none")
                        instanceof LoginOutcome.SignedIn in) {
            return in.session();
        }
        throw new IllegalStateException("miner " + node() + " could not sign in");
    }

    /** The model as this miner serves it. */
    ServedModel served(Market market) {
        return new ServedModel(Market.MODEL, Market.MODEL_HASH, places);
    }

    /** Works until interrupted: each lease by a thread of its own, as a node with many places does. */
    void work(Market market, ExecutorService hands, Consumer<LeaseOffer> leased, Consumer<ResultVerdict> done) {
        Scheduling desks = market.scheduler();
        Session session = signIn(desks, served(market));
        Set<LeaseId> known = ConcurrentHashMap.newKeySet();
        try (var ear = desks.leaseSignals().subscribe(node())) {
            while (!Thread.currentThread().isInterrupted()) {
                PollReply reply = desks.leases()
                        .poll(session, new HashSet<>(known), false)
                        .orElseThrow();
                for (LeaseOffer lease : reply.leases()) {
                    known.add(lease.lease());
                    leased.accept(lease);
                    hands.execute(() -> {
                        ResultVerdict verdict = finish(market, session, lease);
                        known.remove(lease.lease());
                        done.accept(verdict);
                    });
                }
                ear.await(POLL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ResultVerdict finish(Market market, Session session, LeaseOffer lease) {
        market.scheduler().leases().start(session, lease.lease(), lease.fence());
        return market.scheduler().results().accept(session, result(market.config(), lease));
    }

    private ResultReport result(SchedulerConfig config, LeaseOffer lease) {
        byte[] output = ("output of " + lease.task()).getBytes(StandardCharsets.UTF_8);
        Hash32 hash = Sha256.hash(output);
        var signed = new TaskResult(
                config.coordinator(),
                lease.task(),
                lease.lease(),
                lease.fence(),
                lease.request().requestHash(),
                lease.request().modelHash(),
                hash);
        return new ResultReport(
                lease.lease(),
                lease.fence(),
                "image/png",
                output,
                hash,
                key.sign(signed.digest(config.chainId(), config.stakingContract())),
                1);
    }
}
