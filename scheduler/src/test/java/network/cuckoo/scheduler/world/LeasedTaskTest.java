package network.cuckoo.scheduler.world;

import network.cuckoo.domain.AppId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.scheduler.leases.LeaseOffer;
import network.cuckoo.scheduler.sessions.Session;
import org.junit.jupiter.api.AfterEach;

/** A world for each test in which an app with money for five tasks has one, which the only miner has been offered and not begun. */
public abstract class LeasedTaskTest {
    protected final World world = World.create();
    protected final FakeMiner miner = world.miner("a", 40_000);
    protected final AppId app = world.app("app", 5);
    protected final Session session;
    protected final TaskId task;
    protected final LeaseOffer lease;

    protected LeasedTaskTest() {
        world.chain().beginEpoch();
        session = miner.login(world.desks(), 1);
        task = world.submit(app);
        world.desks().round().run();
        lease = miner.poll(world.desks(), session).getFirst();
    }

    @AfterEach
    protected void close() {
        world.close();
    }
}
