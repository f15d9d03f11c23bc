package network.cuckoo.scheduler.simulation;

import static network.cuckoo.db.generated.Tables.ASSIGNMENT;
import static network.cuckoo.db.generated.Tables.TASK;
import static network.cuckoo.db.generated.Tables.TASK_RESULT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.draw.DrawCheck;
import network.cuckoo.domain.sign.Signature;
import network.cuckoo.domain.sign.TaskResult;
import network.cuckoo.domain.task.TaskState;
import network.cuckoo.keys.SignatureCheck;
import network.cuckoo.scheduler.world.FakeChain;
import network.cuckoo.scheduler.world.World;

/** Checks the invariants of the design after each step, by what is in the database and what was acknowledged. */
final class Invariants {
    private static final String VIOLATIONS = read();

    private final World world;
    private final Set<TaskId> acknowledged = new HashSet<>();
    private final Map<UUID, String> finished = new HashMap<>();
    private final Set<UUID> drawsChecked = new HashSet<>();
    private final Set<UUID> resultsChecked = new HashSet<>();

    Invariants(World world) {
        this.world = world;
    }

    private static String read() {
        try (var stream = Invariants.class.getResourceAsStream("violations.sql")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The app was told that its task is taken. */
    void acknowledged(TaskId task) {
        acknowledged.add(task);
    }

    void check() {
        List<String> violations = world.database().read().fetch(VIOLATIONS).getValues("violation", String.class);
        require(violations.isEmpty(), String.join("; ", violations));
        checkAcknowledgedAndFinished();
        checkNewResults();
        checkNewDraws();
    }

    /** Every draw, now that all secrets but the last are out. */
    void checkAllDrawsAgain() {
        drawsChecked.clear();
        checkNewDraws();
    }

    private void checkAcknowledgedAndFinished() {
        Map<UUID, String> states = world.database()
                .read()
                .select(TASK.TASK_ID, TASK.STATE)
                .from(TASK)
                .fetchMap(TASK.TASK_ID, TASK.STATE);
        acknowledged.forEach(task -> require(states.containsKey(task.value()), "I1 task " + task + " is lost"));
        finished.forEach((task, state) -> require(
                state.equals(states.get(task)), "I2 task " + task + " was " + state + " and is " + states.get(task)));
        states.forEach((task, state) -> {
            if (TaskState.valueOf(state).isFinished()) {
                finished.put(task, state);
            }
        });
    }

    private void checkNewResults() {
        world.database()
                .read()
                .select(TASK_RESULT.asterisk(), TASK.REQUEST_HASH, TASK.MODEL_HASH)
                .from(TASK_RESULT)
                .join(TASK)
                .on(TASK.TASK_ID.eq(TASK_RESULT.TASK_ID))
                .where(TASK_RESULT.TASK_ID.notIn(resultsChecked))
                .forEach(row -> {
                    var result = row.into(TASK_RESULT);
                    Hash32 digest = new TaskResult(
                                    World.COORDINATOR.nodeAddress(),
                                    new TaskId(result.getTaskId()),
                                    new LeaseId(result.getLeaseId()),
                                    new Fence(result.getFence()),
                                    row.get(TASK.REQUEST_HASH),
                                    row.get(TASK.MODEL_HASH),
                                    result.getOutputHash())
                            .digest(FakeChain.CHAIN, FakeChain.STAKING);
                    var signature = new Signature("0x" + HexFormat.of().formatHex(result.getSignature()));
                    require(
                            SignatureCheck.isBy(result.getNodeAddress(), digest, signature),
                            "I4 result of task " + result.getTaskId() + " is not signed by its miner");
                    resultsChecked.add(result.getTaskId());
                });
    }

    private void checkNewDraws() {
        var fresh = world.database()
                .read()
                .select(ASSIGNMENT.LEASE_ID, ASSIGNMENT.TASK_ID)
                .from(ASSIGNMENT)
                .where(ASSIGNMENT.LEASE_ID.notIn(drawsChecked))
                .fetchMap(ASSIGNMENT.LEASE_ID, ASSIGNMENT.TASK_ID);
        Set.copyOf(fresh.values())
                .forEach(task -> world.desks()
                        .draws()
                        .assignments(new TaskId(task))
                        .forEach(draw -> {
                            var steps = DrawCheck.check(draw.record(), draw.evidence());
                            require(DrawCheck.holds(steps), "I6 draw of lease " + draw.lease() + " differs: " + steps);
                            require(
                                    DrawCheck.isFinal(steps)
                                            == draw.evidence().secret().isPresent(),
                                    "I6 draw of lease " + draw.lease() + " is not final: " + steps);
                        }));
        drawsChecked.addAll(fresh.keySet());
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new AssertionError(message);
        }
    }
}
