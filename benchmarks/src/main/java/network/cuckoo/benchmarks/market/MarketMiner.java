package network.cuckoo.benchmarks.market;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.hash.Keccak256;
import network.cuckoo.domain.hash.Sha256;
import network.cuckoo.domain.sign.LoginMessage;
import network.cuckoo.domain.sign.TaskResult;
import network.cuckoo.keys.NodeKey;
import network.cuckoo.scheduler.SchedulerConfig;
import network.cuckoo.scheduler.leases.LeaseDesk;
import network.cuckoo.scheduler.leases.LeaseOffer;
import network.cuckoo.scheduler.results.ResultDesk;
import network.cuckoo.scheduler.results.ResultReport;
import network.cuckoo.scheduler.results.ResultVerdict;
import network.cuckoo.scheduler.sessions.Challenge;
import network.cuckoo.scheduler.sessions.LoginOutcome;
import network.cuckoo.scheduler.sessions.ServedModel;
import network.cuckoo.scheduler.sessions.Session;
import network.cuckoo.scheduler.sessions.SessionDesk;

/** A miner that signs with a real key and computes nothing. */
public final class MarketMiner {
    private static final int BYTES_OF_OUTPUT = 64;

    private final NodeKey key;
    private final OwnerAddress owner;
    private final int places;

    /** @param places tasks that it takes at a time */
    public MarketMiner(int number, int places) {
        this.key = NodeKey.parse(Keccak256.hash("miner " + number).hex());
        this.owner = new OwnerAddress(MarketChain.addressOf("owner of miner " + number));
        this.places = places;
    }

    /** So many miners from this number on. */
    public static List<MarketMiner> several(int from, int count, int places) {
        return IntStream.range(from, from + count)
                .mapToObj(number -> new MarketMiner(number, places))
                .toList();
    }

    /** What the chain says of it. */
    MarketChain.Staked staked(Wei stake) {
        return new MarketChain.Staked(owner, node(), stake);
    }

    public NodeAddress node() {
        return key.nodeAddress();
    }

    /** Signs in with the model on offer. */
    public Session signIn(SessionDesk desk) {
        var model = new ServedModel(Market.MODEL, Market.MODEL_HASH, places);
        if (desk.challenge(node()) instanceof Challenge.Issued(LoginMessage message)
                && desk.login(message.text(), key.sign(message.digest()), List.of(model), "benchmark", "none")
                        instanceof LoginOutcome.SignedIn in) {
            return in.session();
        }
        throw new IllegalStateException("miner " + node() + " could not sign in");
    }

    /** Starts, signs and hands in; must be accepted. */
    public void finish(
            LeaseDesk leases, ResultDesk results, SchedulerConfig config, Session session, LeaseOffer lease) {
        leases.start(session, lease.lease(), lease.fence());
        ResultVerdict verdict = results.accept(session, result(config, lease));
        if (!(verdict instanceof ResultVerdict.Accepted)) {
            throw new IllegalStateException("the result of task " + lease.task() + " was not accepted: " + verdict);
        }
    }

    private ResultReport result(SchedulerConfig config, LeaseOffer lease) {
        byte[] output = ("output of " + lease.task() + " ".repeat(BYTES_OF_OUTPUT))
                .substring(0, BYTES_OF_OUTPUT)
                .getBytes(StandardCharsets.UTF_8);
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
