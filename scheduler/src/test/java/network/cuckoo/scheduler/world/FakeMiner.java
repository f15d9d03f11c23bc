package network.cuckoo.scheduler.world;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.hash.Keccak256;
import network.cuckoo.domain.hash.Sha256;
import network.cuckoo.domain.sign.LoginMessage;
import network.cuckoo.domain.sign.TaskResult;
import network.cuckoo.keys.NodeKey;
import network.cuckoo.scheduler.Desks;
import network.cuckoo.scheduler.leases.LeaseOffer;
import network.cuckoo.scheduler.results.ResultReport;
import network.cuckoo.scheduler.results.ResultVerdict;
import network.cuckoo.scheduler.sessions.Challenge;
import network.cuckoo.scheduler.sessions.LoginOutcome;
import network.cuckoo.scheduler.sessions.ServedModel;
import network.cuckoo.scheduler.sessions.Session;

/** A miner node that signs with a real key and computes nothing. */
public final class FakeMiner {
    private final NodeKey key;
    private final OwnerAddress owner;

    FakeMiner(String name) {
        this.key = NodeKey.parse(Keccak256.hash("node of " + name).hex());
        this.owner = new OwnerAddress(
                NodeKey.parse(Keccak256.hash("owner of " + name).hex()).address());
    }

    public NodeAddress node() {
        return key.nodeAddress();
    }

    public OwnerAddress owner() {
        return owner;
    }

    public NodeKey key() {
        return key;
    }

    /** Logs in, with whatever outcome. */
    public LoginOutcome tryLogin(Desks desks, List<ServedModel> models) {
        if (!(desks.sessions().challenge(node()) instanceof Challenge.Issued(LoginMessage message))) {
            return new LoginOutcome.NotRegistered(node());
        }
        return desks.sessions().login(message.text(), key.sign(message.digest()), models, "test", "none");
    }

    /** Logs in; it must succeed. */
    public Session login(Desks desks, int places) {
        return login(desks, List.of(World.served(World.IMAGE, places), World.served(World.EMBEDDING, places)));
    }

    /** Logs in with these models; it must succeed. */
    public Session login(Desks desks, List<ServedModel> models) {
        if (tryLogin(desks, models) instanceof LoginOutcome.SignedIn in) {
            return in.session();
        }
        throw new AssertionError("miner " + node() + " could not log in");
    }

    /** All live leases of the session. */
    public List<LeaseOffer> poll(Desks desks, Session session) {
        return desks.leases().poll(session, Set.of(), false).orElseThrow().leases();
    }

    /** A signed result as an honest miner makes it. */
    public ResultReport result(LeaseOffer lease) {
        return result(lease, lease.fence(), "output of " + lease.request().requestHash());
    }

    /** A signed result over this fence and output. */
    public ResultReport result(LeaseOffer lease, Fence fence, String output) {
        byte[] bytes = output.getBytes(StandardCharsets.UTF_8);
        var signed = new TaskResult(
                World.COORDINATOR.nodeAddress(),
                lease.task(),
                lease.lease(),
                fence,
                lease.request().requestHash(),
                lease.request().modelHash(),
                Sha256.hash(bytes));
        return new ResultReport(
                lease.lease(),
                fence,
                "image/png",
                bytes,
                Sha256.hash(bytes),
                key.sign(signed.digest(FakeChain.CHAIN, FakeChain.STAKING)),
                7);
    }

    /** Starts, works and hands in. */
    public ResultVerdict work(Desks desks, Session session, LeaseOffer lease) {
        desks.leases().start(session, lease.lease(), lease.fence());
        return desks.results().accept(session, result(lease));
    }
}
