package network.cuckoo.scheduler.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.scheduler.leases.LeaseOffer;
import network.cuckoo.scheduler.leases.PollReply;
import network.cuckoo.scheduler.sessions.LoginOutcome;
import network.cuckoo.scheduler.sessions.Session;
import network.cuckoo.scheduler.world.FakeMiner;
import network.cuckoo.scheduler.world.World;
import org.jspecify.annotations.Nullable;

/** A miner whose messages go over a network that loses, delays and repeats them, and whose process dies and clock jumps. */
final class SimulatedMiner {
    private final World world;
    private final FakeMiner node;
    private final Random random;
    private final List<Runnable> network;
    private final Map<LeaseId, LeaseOffer> working = new LinkedHashMap<>();
    private final Map<LeaseId, LeaseOffer> everHeld = new LinkedHashMap<>();
    private @Nullable Session session;
    private @Nullable Session before;

    SimulatedMiner(World world, FakeMiner node, Random random, List<Runnable> network) {
        this.world = world;
        this.node = node;
        this.random = random;
        this.network = network;
    }

    FakeMiner node() {
        return node;
    }

    /** The process starts, again or for the first time; what it knew is gone. */
    void start() {
        working.clear();
        before = session == null ? before : session;
        var models = List.of(World.served(World.IMAGE, 1 + random.nextInt(3)));
        session = node.tryLogin(world.desks(), models) instanceof LoginOutcome.SignedIn in ? in.session() : null;
    }

    void crash() {
        working.clear();
        before = session == null ? before : session;
        session = null;
    }

    /** Polls; the reply may get lost. */
    void poll(boolean replyIsLost) {
        if (session == null) {
            return;
        }
        var reply = world.desks().leases().poll(session, Set.copyOf(working.keySet()), random.nextInt(20) == 0);
        if (reply.isEmpty()) {
            crash();
        } else if (!replyIsLost) {
            take(reply.get());
        }
    }

    private void take(PollReply reply) {
        reply.gone().forEach(working::remove);
        reply.leases().forEach(lease -> {
            working.put(lease.lease(), lease);
            everHeld.put(lease.lease(), lease);
        });
    }

    /** Sends something about one of its leases; it may arrive late, twice or never. */
    void speak() {
        Session from = session;
        if (from == null || working.isEmpty()) {
            return;
        }
        var leases = new ArrayList<>(working.values());
        LeaseOffer lease = leases.get(random.nextInt(leases.size()));
        network.add(
                switch (random.nextInt(8)) {
                    case 0, 1 -> () -> world.desks().leases().start(from, lease.lease(), lease.fence());
                    case 2 -> () -> world.desks().leases().progress(from, lease.lease(), lease.fence(), 1, 2);
                    case 3 ->
                        () -> world.desks().leases().fail(from, lease.lease(), lease.fence(), "crashed", "simulated");
                    default -> () -> world.desks().results().accept(from, node.result(lease));
                });
    }

    /** Bears a thief: all that it works on and one lease of the past are tried. */
    void isRobbedBy(Thief thief) {
        Session own = session;
        if (own == null || everHeld.isEmpty()) {
            return;
        }
        var loot = new ArrayList<>(working.values());
        loot.add(List.copyOf(everHeld.values()).get(random.nextInt(everHeld.size())));
        for (LeaseOffer lease : loot) {
            thief.rob(node, own, lease);
            Session over = before;
            if (over != null) {
                thief.haunt(node, over, lease);
            }
        }
    }

    /** Its clock jumps: it takes its leases for run out and drops them, while the coordinator does not. */
    void clockJumps() {
        working.clear();
    }

    /** Does everything that an honest miner on a good network does. */
    void behave() {
        if (session == null) {
            start();
        }
        poll(false);
        if (session == null) {
            start();
            poll(false);
        }
        Session own = session;
        if (own != null) {
            List.copyOf(working.values()).forEach(lease -> node.work(world.desks(), own, lease));
            working.clear();
        }
    }
}
