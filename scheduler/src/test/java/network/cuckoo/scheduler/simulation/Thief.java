package network.cuckoo.scheduler.simulation;

import static network.cuckoo.scheduler.simulation.Invariants.require;

import java.util.List;
import network.cuckoo.scheduler.leases.LeaseAnswer;
import network.cuckoo.scheduler.leases.LeaseOffer;
import network.cuckoo.scheduler.results.ResultReport;
import network.cuckoo.scheduler.results.ResultVerdict;
import network.cuckoo.scheduler.sessions.Session;
import network.cuckoo.scheduler.world.FakeMiner;
import network.cuckoo.scheduler.world.World;

/** A registered miner that does no work of its own and tries to be paid for others' leases, live and ended. */
final class Thief {
    private final World world;
    private final FakeMiner node;
    private final Session session;

    /** Serves a model that nobody asks for, so that it never gets a lease. */
    Thief(World world) {
        this.world = world;
        this.node = world.miner("thief", 20_000);
        this.session = node.login(world.desks(), List.of(World.served(World.EMBEDDING, 1)));
    }

    /** Tries everything on a lease of the victim, whose present session it has the token of. */
    void rob(FakeMiner victim, Session stolen, LeaseOffer lease) {
        require(hand(session, node.result(lease)) instanceof ResultVerdict.NotYours, "I4 its own signature was heard");
        require(hand(session, victim.result(lease)) instanceof ResultVerdict.NotYours, "I4 a copied result was heard");
        require(!isPaid(hand(stolen, node.result(lease))), "I4 a result that its miner did not sign was paid");
        var answer = world.desks().leases().fail(session, lease.lease(), lease.fence(), "crashed", "stolen");
        require(answer instanceof LeaseAnswer.NotYours, "I2 it ended another's lease: " + answer);
    }

    /** A process of the same node whose session is over hands in the result of the newer session's lease, signed well. */
    void haunt(FakeMiner victim, Session over, LeaseOffer lease) {
        require(!isPaid(hand(over, victim.result(lease))), "I4 a session that was over was paid");
        var answer = world.desks().leases().start(over, lease.lease(), lease.fence());
        require(!(answer instanceof LeaseAnswer.Done), "I2 a session that was over started a lease");
    }

    private ResultVerdict hand(Session as, ResultReport report) {
        return world.desks().results().accept(as, report);
    }

    private static boolean isPaid(ResultVerdict verdict) {
        return verdict instanceof ResultVerdict.Accepted;
    }
}
