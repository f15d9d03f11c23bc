package network.cuckoo.scheduler.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.task.TaskRequest;
import network.cuckoo.scheduler.tasks.Submission;
import network.cuckoo.scheduler.world.World;

/**
 * The whole pipeline in one thread: each step is drawn from the seed, faults among them, and after each the invariants are
 * checked. Time passes by moving deadlines in the database.
 */
final class Simulation implements AutoCloseable {
    private static final int MINERS = 4;
    private static final int STEPS_BETWEEN_THEFTS = 4;
    private static final int CALM_ROUNDS = 300;

    private final Random random;
    private final World world;
    private final Invariants invariants;
    private final List<Runnable> network = new ArrayList<>();
    private final List<SimulatedMiner> miners = new ArrayList<>();
    private final Thief thief;
    private final List<AppId> apps = new ArrayList<>();
    private final List<TaskId> tasks = new ArrayList<>();
    private final List<String> history = new ArrayList<>();

    Simulation(long seed) {
        this.random = new Random(seed);
        this.world = World.create(seed);
        this.invariants = new Invariants(world);
        for (int i = 0; i < MINERS; i++) {
            miners.add(new SimulatedMiner(world, world.miner("miner " + i, 20_000L << i), random, network));
        }
        thief = new Thief(world);
        apps.add(world.app("rich", 200));
        apps.add(world.app("poor", 5));
        world.chain().beginEpoch();
        miners.forEach(SimulatedMiner::start);
    }

    /** What was done, last step last. */
    List<String> history() {
        return history;
    }

    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
            if (i % STEPS_BETWEEN_THEFTS == 0) {
                act("steal", () -> miners.forEach(miner -> miner.isRobbedBy(thief)));
            }
            invariants.check();
        }
        calmDown();
    }

    private void step() {
        switch (random.nextInt(24)) {
            case 0, 1, 2 -> act("submit", this::submit);
            case 3 -> act("cancel", this::cancel);
            case 4, 5, 6 -> act("round", () -> world.desks().round().run());
            case 7, 8 -> act("poll", () -> miners.forEach(miner -> miner.poll(random.nextInt(4) == 0)));
            case 9, 10, 11 -> act("speak", () -> miners.forEach(SimulatedMiner::speak));
            case 12, 13, 14 -> act("deliver", this::deliver);
            case 15 -> act("lose", () -> anyMessage().ifPresent(network::remove));
            case 16 -> act("steal", () -> miners.forEach(miner -> miner.isRobbedBy(thief)));
            case 17 -> act("miner crashes", () -> anyMiner().crash());
            case 18 -> act("miner starts", () -> anyMiner().start());
            case 19 -> act("miner's clock jumps", () -> anyMiner().clockJumps());
            case 20 -> act("time passes", this::timePasses);
            case 21 -> act("coordinator crashes", this::coordinatorCrashes);
            case 22 -> act("chain goes on", this::chainGoesOn);
            default -> act("coordinator was away", this::coordinatorWasAway);
        }
    }

    private void act(String name, Runnable action) {
        history.add(name);
        action.run();
    }

    private SimulatedMiner anyMiner() {
        return miners.get(random.nextInt(miners.size()));
    }

    private Optional<Runnable> anyMessage() {
        return network.isEmpty() ? Optional.empty() : Optional.of(network.get(random.nextInt(network.size())));
    }

    /** Submits a task under a key, sometimes twice, as an app does that got no answer. */
    private void submit() {
        AppId app = apps.get(random.nextInt(apps.size()));
        TaskRequest request = world.request(World.IMAGE);
        Optional<String> key = Optional.of("key " + tasks.size() + " " + random.nextInt());
        int times = 1 + random.nextInt(2);
        int priority = random.nextInt(10);
        for (int i = 0; i < times; i++) {
            if (world.desks().tasks().submit(app, request, priority, key) instanceof Submission.Accepted accepted) {
                Invariants.require(i == 0, "I3 the same submission was accepted twice");
                tasks.add(accepted.task().id());
                invariants.acknowledged(accepted.task().id());
            }
        }
    }

    private void cancel() {
        if (!tasks.isEmpty() && random.nextInt(3) == 0) {
            TaskId task = tasks.get(random.nextInt(tasks.size()));
            apps.forEach(app -> world.desks().tasks().cancel(app, task));
        }
    }

    /** Some messages arrive, in any order; each may arrive again later. */
    private void deliver() {
        for (int i = random.nextInt(4); i >= 0; i--) {
            anyMessage().ifPresent(message -> {
                if (random.nextInt(4) != 0) {
                    network.remove(message);
                }
                message.run();
            });
        }
    }

    /** Some deadlines pass. */
    private void timePasses() {
        world.database()
                .transactionVoid(tx -> tx.execute(
                        "UPDATE lease SET deadline = clock_timestamp() - interval '1 millisecond' WHERE state <> 'ENDED' AND get_byte(uuid_send(lease_id), 15) % 3 = ?",
                        random.nextInt(3)));
        world.desks().sweep().run();
    }

    private void coordinatorCrashes() {
        network.clear();
        world.restartCoordinator();
    }

    /** All deadlines pass while no coordinator is there: nobody may lose a lease by it. */
    private void coordinatorWasAway() {
        world.database()
                .transactionVoid(tx -> tx.execute(
                        "UPDATE coordinator_process SET heartbeat_at = heartbeat_at - interval '120 seconds'"));
        world.passDeadlines();
        world.restartCoordinator();
        Invariants.require(world.desks().sweep().run() == 0, "a coordinator's outage cost a miner its lease");
    }

    private void chainGoesOn() {
        SimulatedMiner miner = anyMiner();
        switch (random.nextInt(5)) {
            case 0 ->
                world.chain()
                        .minerFallsTooLow(miner.node().owner(), miner.node().node());
            case 1 -> stake(miner);
            case 2 -> world.chain().reorgLastEpoch();
            default -> {
                world.chain().beginEpoch();
                world.desks().reveal().run();
            }
        }
    }

    private void stake(SimulatedMiner miner) {
        world.chain().minerHas(miner.node().owner(), miner.node().node(), Wei.ofCai(20_000 + random.nextInt(100_000)));
    }

    /** Faults stop: the backlog must drain (I7). */
    private void calmDown() {
        history.add("calm");
        network.clear();
        miners.forEach(this::stake);
        world.chain().beginEpoch();
        world.desks().reveal().run();
        for (int i = 0; i < CALM_ROUNDS && unfinished() > 0; i++) {
            miners.forEach(SimulatedMiner::behave);
            world.desks().round().run();
            miners.forEach(SimulatedMiner::behave);
        }
        Invariants.require(unfinished() == 0, "I7 " + unfinished() + " tasks are left over");
        world.chain().beginEpoch();
        world.desks().reveal().run();
        invariants.check();
        invariants.checkAllDrawsAgain();
    }

    private int unfinished() {
        return world.database()
                .read()
                .fetchSingle("SELECT count(*)::int AS n FROM task WHERE finished_at IS NULL")
                .get("n", Integer.class);
    }

    @Override
    public void close() {
        world.close();
    }
}
