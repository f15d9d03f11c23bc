package network.cuckoo.domain.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.hash.Keccak256;
import network.cuckoo.domain.task.LifeDecision.Moved;
import network.cuckoo.domain.task.LifeEvent.Cause;
import network.cuckoo.domain.task.LifeEvent.Speaker;

/**
 * One task's life in one thread: expiry, results, repeated, late and stolen ones, cancellation, sessions that end, draws, patience,
 * outages and jumps of the clock, in an order that the seed draws.
 */
final class LifeSimulation {
    static final LifeRules RULES = new LifeRules(5, 2);
    private static final List<NodeAddress> MINERS = IntStream.range(0, 4)
            .mapToObj(i -> new NodeAddress(
                    Address.of(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) i})))
            .toList();
    private static final List<Hash32> OUTPUTS = List.of(Keccak256.hash("one output"), Keccak256.hash("another"));
    private static final int STEPS = 24;

    private final Random random;
    private final Machine machine;
    private final LifeOracle oracle = new LifeOracle(RULES);
    private final List<LifeEvent> network = new ArrayList<>();
    private TaskLife life = TaskLife.NEW;
    private long nowMillis;
    private long deadlineMillis = Long.MAX_VALUE;
    private boolean coordinatorIsThere = true;
    private long goneSinceMillis;

    /** What decides: the rules, or a spoiled copy of them. */
    interface Machine {
        LifeDecision decide(TaskLife life, LifeEvent event);
    }

    LifeSimulation(long seed, Machine machine) {
        this.random = new Random(seed);
        this.machine = machine;
    }

    /** Lives it to the last step, then without faults to its end (I7). */
    TaskLife run() {
        for (int i = 0; i < STEPS; i++) {
            step();
        }
        calmDown();
        return life;
    }

    private void step() {
        switch (random.nextInt(20)) {
            case 0, 1, 2 -> round();
            case 3, 4 -> send(speaker -> new LifeEvent.Started(speaker));
            case 5, 6 -> send(speaker -> new LifeEvent.Delivered(speaker, output()));
            case 7, 8 -> send(speaker -> new LifeEvent.GivenBack(speaker, cause()));
            case 9, 10, 11, 12 -> arrive();
            case 13, 14, 15 -> timePasses(random.nextInt(200));
            case 16 -> happens(new LifeEvent.SessionEnded());
            case 17 -> outage();
            case 18 -> nowMillis -= random.nextInt(600_000);
            default -> rarely();
        }
    }

    private void rarely() {
        switch (random.nextInt(6)) {
            case 0 -> happens(new LifeEvent.CancelWished());
            case 1 -> happens(new LifeEvent.TaskTimePassed());
            case 2 -> happens(new LifeEvent.ModelWithdrawn());
            case 3 -> timePasses(600_000);
            default -> happens(new LifeEvent.PlaceFreed());
        }
    }

    /** A round draws among all: the free take the task, the busy keep it waiting, the excluded are passed over. */
    private void round() {
        NodeAddress winner = MINERS.get(random.nextInt(MINERS.size()));
        boolean allAreOut = life.excluded().containsAll(MINERS);
        if (allAreOut) {
            happens(new LifeEvent.NobodyLeft());
        } else if (random.nextInt(3) == 0) {
            happens(new LifeEvent.KeptWaiting(winner));
        } else {
            happens(new LifeEvent.Drawn(winner));
        }
    }

    private Hash32 output() {
        return OUTPUTS.get(random.nextInt(8) == 0 ? 1 : 0);
    }

    private Cause cause() {
        return random.nextInt(3) == 0 ? Cause.UNFIT_INPUT : random.nextInt(8) == 0 ? Cause.BROKEN_OFFER : Cause.OWN;
    }

    /** Mostly the live lease's miner speaks; at times a thief, or somebody under another fence. */
    private void send(Function<Speaker, LifeEvent> message) {
        oracle.live()
                .ifPresent(draw -> life.lease().ifPresent(lease -> {
                    NodeAddress miner = random.nextInt(10) == 0 ? MINERS.get(random.nextInt(4)) : lease.miner();
                    Fence fence = random.nextInt(10) == 0 ? new Fence(random.nextInt(3)) : lease.fence();
                    network.add(message.apply(new Speaker(draw, miner, fence)));
                }));
    }

    /** Any message on its way arrives, sooner or later, once or again. */
    private void arrive() {
        if (network.isEmpty()) {
            return;
        }
        LifeEvent message = network.get(random.nextInt(network.size()));
        if (random.nextInt(3) != 0) {
            network.remove(message);
        }
        if (coordinatorIsThere) {
            happens(message);
        }
    }

    private void timePasses(long millis) {
        nowMillis += millis;
        sweep();
    }

    private void sweep() {
        if (coordinatorIsThere && nowMillis > deadlineMillis) {
            happens(new LifeEvent.LeaseTimePassed());
        }
    }

    private void outage() {
        coordinatorIsThere = !coordinatorIsThere;
        if (!coordinatorIsThere) {
            goneSinceMillis = nowMillis;
            return;
        }
        long gone = Math.max(0, nowMillis - goneSinceMillis);
        deadlineMillis = deadlineMillis == Long.MAX_VALUE ? deadlineMillis : deadlineMillis + gone;
        happens(new LifeEvent.CoordinatorWasAway());
    }

    private void happens(LifeEvent event) {
        TaskLife before = life;
        LifeDecision decision = machine.decide(before, event);
        oracle.check(before, event, decision);
        if (decision instanceof Moved moved) {
            life = moved.next();
            if (!life.lease().equals(before.lease())) {
                deadlineMillis = life.lease().map(lease -> nowMillis + 100).orElse(Long.MAX_VALUE);
            }
        }
    }

    /** Faults stop: the task comes to its end. */
    private void calmDown() {
        if (!coordinatorIsThere) {
            outage();
        }
        for (int i = 0; i < 40 && !life.state().isFinished(); i++) {
            if (life.lease().isEmpty()) {
                Optional<NodeAddress> next = MINERS.stream()
                        .filter(miner -> !life.excluded().contains(miner))
                        .findFirst();
                happens(next.<LifeEvent>map(LifeEvent.Drawn::new).orElseGet(LifeEvent.NobodyLeft::new));
            } else {
                LiveLease lease = life.lease().get();
                var speaker = new Speaker(lease.draw(), lease.miner(), lease.fence());
                happens(
                        lease.state() == LeaseState.WAITING
                                ? new LifeEvent.PlaceFreed()
                                : new LifeEvent.Delivered(speaker, OUTPUTS.getFirst()));
            }
        }
        LifeOracle.require(life.state().isFinished(), "I7 the task does not come to its end: " + life);
        network.forEach(this::happens);
    }
}
