package network.cuckoo.scheduler.simulation;

import static network.cuckoo.db.generated.Tables.LEASE;
import static network.cuckoo.db.generated.Tables.LEDGER_TRANSACTION;
import static network.cuckoo.db.generated.Tables.TASK;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.task.LeaseEnd;
import network.cuckoo.domain.task.LeaseState;
import network.cuckoo.domain.task.LifeDecision.Fault;
import network.cuckoo.domain.task.TaskRequest;
import network.cuckoo.scheduler.Desks;
import network.cuckoo.scheduler.leases.LeaseOffer;
import network.cuckoo.scheduler.leases.LeaseStore;
import network.cuckoo.scheduler.sessions.Session;
import network.cuckoo.scheduler.standing.Standings;
import network.cuckoo.scheduler.world.FakeMiner;
import network.cuckoo.scheduler.world.World;
import org.jooq.DSLContext;

/** Three miners with a place each, one app, and the levers that move time, for lives that follow one another. */
final class ModelWorld implements AutoCloseable {
    static final int MAX_LOSSES = 4;
    private static final int MINERS = 3;

    private final World world = World.createWithAttempts(MAX_LOSSES);
    private final Map<NodeAddress, FakeMiner> miners = new LinkedHashMap<>();
    private final Map<NodeAddress, Session> sessions = new HashMap<>();
    private final Map<NodeAddress, Map<LeaseEnd, Long>> faults = new HashMap<>();
    private final AppId app;

    ModelWorld(int tasks) {
        for (int i = 0; i < MINERS; i++) {
            FakeMiner miner = world.miner("miner " + i, 20_000L << i);
            miners.put(miner.node(), miner);
        }
        app = world.app("app", tasks);
        world.chain().beginEpoch();
        miners.keySet().forEach(this::login);
    }

    Desks desks() {
        return world.desks();
    }

    DSLContext read() {
        return world.database().read();
    }

    AppId app() {
        return app;
    }

    TaskRequest request() {
        return world.request(World.IMAGE);
    }

    List<NodeAddress> nodes() {
        return List.copyOf(miners.keySet());
    }

    FakeMiner miner(NodeAddress node) {
        return Objects.requireNonNull(miners.get(node));
    }

    Session session(NodeAddress node) {
        return Objects.requireNonNull(sessions.get(node));
    }

    void login(NodeAddress node) {
        sessions.put(node, miner(node).login(desks(), 1));
    }

    /** Every miner polls, and none is suspended: draws are among all. */
    void allAreOnline() {
        sessions.values().forEach(session -> desks().leases().poll(session, Set.of(), false));
        Standings.suspended(read()).forEach(node -> desks().standings().lift(node));
    }

    Optional<LeaseOffer> liveLease(TaskId task) {
        return read().selectFrom(LEASE)
                .where(LEASE.TASK_ID.eq(task.value()), LeaseStore.isLive())
                .fetchOptional()
                .map(row -> new LeaseOffer(
                        new LeaseId(row.getLeaseId()),
                        task,
                        new Fence(row.getFence()),
                        1,
                        world.task(task).request(),
                        Duration.ZERO));
    }

    NodeAddress winner(LeaseId lease) {
        return LeaseStore.find(read(), lease).orElseThrow().node();
    }

    Optional<String> endOf(LeaseId lease) {
        return LeaseStore.find(read(), lease).orElseThrow().end().map(LeaseEnd::name);
    }

    void setState(LeaseId lease, LeaseState state) {
        world.database()
                .transactionVoid(tx -> tx.update(LEASE)
                        .set(LEASE.STATE, state.name())
                        .where(LEASE.LEASE_ID.eq(lease.value()))
                        .execute());
    }

    void passLeaseDeadline(TaskId task) {
        world.database()
                .transactionVoid(tx -> tx.execute(
                        "UPDATE lease SET deadline = clock_timestamp() - interval '1 ms' WHERE task_id = ? AND state <> 'ENDED'",
                        task.value()));
    }

    void passTaskDeadline(TaskId task) {
        moveTaskDeadline(task, "- interval '1 ms'");
    }

    void restoreTaskDeadline(TaskId task) {
        moveTaskDeadline(task, "+ interval '1 hour'");
    }

    private void moveTaskDeadline(TaskId task, String by) {
        world.database()
                .transactionVoid(tx -> tx.execute(
                        "UPDATE task_deadline SET deadline_at = clock_timestamp() " + by + " WHERE task_id = ?",
                        task.value()));
    }

    void coordinatorWasAway(TaskId task) {
        world.database()
                .transactionVoid(tx -> tx.execute(
                        "UPDATE coordinator_process SET heartbeat_at = heartbeat_at - interval '120 seconds'"));
        passLeaseDeadline(task);
        world.restartCoordinator();
    }

    Optional<String> failureOf(TaskId task) {
        return read().select(TASK.FAILURE_CODE)
                .from(TASK)
                .where(TASK.TASK_ID.eq(task.value()))
                .fetchOptional(TASK.FAILURE_CODE);
    }

    List<String> legsOf(TaskId task) {
        return read().select(LEDGER_TRANSACTION.LEG)
                .from(LEDGER_TRANSACTION)
                .where(LEDGER_TRANSACTION.TASK_ID.eq(task.value()))
                .orderBy(LEDGER_TRANSACTION.LEG)
                .fetch(LEDGER_TRANSACTION.LEG);
    }

    /** What by the rules counts against miners. */
    void expect(List<Fault> more) {
        more.forEach(fault -> faults.computeIfAbsent(fault.miner(), node -> new EnumMap<>(LeaseEnd.class))
                .merge(fault.end(), 1L, Long::sum));
    }

    void compareFaults() {
        Map<NodeAddress, Map<LeaseEnd, Long>> counted = new HashMap<>();
        desks().standings().all().forEach(miner -> counted.put(miner.node(), counted(miner.faults())));
        faults.forEach((node, expected) -> {
            if (!expected.equals(counted.get(node))) {
                throw new AssertionError(
                        "miner " + node + " is blamed for " + counted.get(node) + ", by the rules " + expected);
            }
        });
        if (counted.size() != faults.size()) {
            throw new AssertionError("blamed are " + counted.keySet() + ", by the rules " + faults.keySet());
        }
    }

    private static Map<LeaseEnd, Long> counted(Map<LeaseEnd, Long> all) {
        Map<LeaseEnd, Long> counted = new EnumMap<>(all);
        counted.values().removeIf(count -> count == 0);
        return counted;
    }

    /** The invariants over all lives so far. */
    void checkInvariants() {
        new Invariants(world).check();
    }

    @Override
    public void close() {
        world.close();
    }
}
