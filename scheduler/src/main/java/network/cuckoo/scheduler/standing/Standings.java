package network.cuckoo.scheduler.standing;

import static network.cuckoo.db.generated.Tables.MINER_STANDING;
import static network.cuckoo.db.generated.Tables.TASK_TROUBLE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import network.cuckoo.db.Database;
import network.cuckoo.db.generated.tables.records.MinerStandingRecord;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.quality.Standing;
import network.cuckoo.domain.quality.StandingRules;
import network.cuckoo.domain.task.LeaseEnd;
import network.cuckoo.domain.task.LifeDecision.Fault;
import network.cuckoo.scheduler.clock.DatabaseClock;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps how miners stand. The only writer of {@code miner_standing}. Rows are locked after tasks and leases, before accounts, in the
 * order of their addresses.
 */
public final class Standings {
    private static final Logger LOG = LoggerFactory.getLogger(Standings.class);

    private final Database database;
    private final StandingRules rules;

    public Standings(Database database, StandingRules rules) {
        this.database = database;
        this.rules = rules;
    }

    /** Nodes that are suspended now: one index range of those that ever were. */
    public static Set<NodeAddress> suspended(DSLContext read) {
        return Set.copyOf(read.select(MINER_STANDING.NODE_ADDRESS)
                .from(MINER_STANDING)
                .where(MINER_STANDING.SUSPENDED_UNTIL.gt(DatabaseClock.now()))
                .fetch(row -> new NodeAddress(row.value1())));
    }

    /** Counts faults against their miners; one that has had enough is suspended. */
    public void blame(DSLContext tx, Collection<Fault> faults) {
        if (!faults.isEmpty()) {
            judge(tx, faults);
        }
    }

    /**
     * Results were accepted: their miners recover, and miners that had rejected those inputs are blamed after all. A statement each
     * over all of them, and nothing more unless somebody has something to recover from.
     *
     * @param results the miner of each task's result
     */
    public void accepted(DSLContext tx, Map<TaskId, NodeAddress> results) {
        List<Fault> judged =
                Stream.concat(recovering(tx, results), overruled(tx, results)).toList();
        if (!judged.isEmpty()) {
            judge(tx, judged);
        }
    }

    private static Stream<Fault> recovering(DSLContext tx, Map<TaskId, NodeAddress> results) {
        Set<Address> toRecover = tx.select(MINER_STANDING.NODE_ADDRESS)
                .from(MINER_STANDING)
                .where(MINER_STANDING.NODE_ADDRESS.in(results.values().stream()
                        .map(NodeAddress::address)
                        .distinct()
                        .toList()))
                .and(MINER_STANDING.SCORE.gt(0.0))
                .fetchSet(MINER_STANDING.NODE_ADDRESS);
        return results.values().stream()
                .filter(node -> toRecover.contains(node.address()))
                .map(node -> new Fault(node, LeaseEnd.ACCEPTED));
    }

    private static Stream<Fault> overruled(DSLContext tx, Map<TaskId, NodeAddress> results) {
        List<UUID> tasks = results.keySet().stream().map(TaskId::value).toList();
        return tx
                .select(TASK_TROUBLE.TASK_ID, TASK_TROUBLE.INPUT_REJECTED_BY)
                .from(TASK_TROUBLE)
                .where(TASK_TROUBLE.TASK_ID.in(tasks))
                .stream()
                .flatMap(row -> Stream.of(row.value2())
                        .map(bytes -> new NodeAddress(Address.of(bytes)))
                        .filter(node -> !node.equals(results.get(new TaskId(row.value1())))))
                .map(node -> new Fault(node, LeaseEnd.INPUT_REJECTED));
    }

    /** One row after another in the order of addresses, made where there is none: so no two transactions wait for each other. */
    private void judge(DSLContext tx, Collection<Fault> ends) {
        Instant now = DatabaseClock.read(tx);
        var byNode = new TreeMap<NodeAddress, List<LeaseEnd>>();
        ends.forEach(end ->
                byNode.computeIfAbsent(end.miner(), node -> new ArrayList<>()).add(end.end()));
        byNode.forEach((node, of) -> {
            MinerStandingRecord row = lockOrMake(tx, node, now);
            of.forEach(end -> judge(row, end, now));
            row.update();
        });
    }

    private static MinerStandingRecord lockOrMake(DSLContext tx, NodeAddress node, Instant now) {
        tx.insertInto(MINER_STANDING)
                .set(MINER_STANDING.NODE_ADDRESS, node.address())
                .set(MINER_STANDING.SCORE, 0.0)
                .set(MINER_STANDING.SCORED_AT, now)
                .set(MINER_STANDING.STRIKES, 0)
                .onConflictDoNothing()
                .execute();
        return tx.selectFrom(MINER_STANDING)
                .where(MINER_STANDING.NODE_ADDRESS.eq(node.address()))
                .forNoKeyUpdate()
                .fetchSingle();
    }

    private void judge(MinerStandingRecord row, LeaseEnd end, Instant now) {
        Standing before = standing(row);
        Standing after = before.after(end, now, rules);
        write(row, after);
        count(row, end);
        if (after.isSuspended(now) && !before.isSuspended(now)) {
            row.setSuspensions(row.getSuspensions() + 1);
            LOG.atWarn()
                    .addKeyValue("miner", row.getNodeAddress().hex())
                    .addKeyValue("reason", end)
                    .addKeyValue("until", after.suspendedUntil().orElseThrow())
                    .log("miner suspended");
        }
    }

    private static void count(MinerStandingRecord row, LeaseEnd end) {
        switch (end) {
            case REFUSED -> row.setRefused(row.getRefused() + 1);
            case FAILED -> row.setFailed(row.getFailed() + 1);
            case TIMED_OUT -> row.setTimedOut(row.getTimedOut() + 1);
            case INPUT_REJECTED -> row.setInputRejected(row.getInputRejected() + 1);
            case ACCEPTED -> {}
            case NOT_PICKED_UP, CANCELLED, SUPERSEDED, PATIENCE_OVER, COORDINATOR_FAULT ->
                throw new IllegalStateException(end + " is no miner's fault");
        }
    }

    /** Lifts a suspension that was unjust and forgets the score; empty if the miner was never blamed. */
    public Optional<MinerStanding> lift(NodeAddress node) {
        return database.transaction(tx -> tx.selectFrom(MINER_STANDING)
                .where(MINER_STANDING.NODE_ADDRESS.eq(node.address()))
                .forNoKeyUpdate()
                .fetchOptional()
                .map(row -> {
                    write(row, standing(row).lifted(DatabaseClock.read(tx), rules));
                    row.update();
                    LOG.atInfo().addKeyValue("miner", node.hex()).log("standing lifted");
                    return view(row);
                }));
    }

    /** Miners that were ever blamed, by address. */
    public List<MinerStanding> all() {
        return database.read()
                .selectFrom(MINER_STANDING)
                .orderBy(MINER_STANDING.NODE_ADDRESS)
                .fetch(Standings::view);
    }

    /** The miner, if it was ever blamed. */
    public Optional<MinerStanding> find(NodeAddress node) {
        return database.read()
                .selectFrom(MINER_STANDING)
                .where(MINER_STANDING.NODE_ADDRESS.eq(node.address()))
                .fetchOptional(Standings::view);
    }

    /** What scores, strikes and suspensions are reckoned by. */
    public StandingRules rules() {
        return rules;
    }

    private static void write(MinerStandingRecord row, Standing standing) {
        row.setScore(standing.score());
        row.setScoredAt(standing.at());
        row.setStrikes(standing.strikes());
        row.setSuspendedUntil(standing.suspendedUntil().orElse(null));
        row.setReason(standing.reason().map(LeaseEnd::name).orElse(null));
    }

    private static Standing standing(MinerStandingRecord row) {
        return new Standing(
                row.getScore(),
                row.getScoredAt(),
                row.getStrikes(),
                Optional.ofNullable(row.getSuspendedUntil()),
                Optional.ofNullable(row.getReason()).map(LeaseEnd::valueOf));
    }

    private static MinerStanding view(MinerStandingRecord row) {
        return new MinerStanding(
                new NodeAddress(row.getNodeAddress()),
                standing(row),
                Map.of(
                        LeaseEnd.REFUSED, row.getRefused(),
                        LeaseEnd.FAILED, row.getFailed(),
                        LeaseEnd.TIMED_OUT, row.getTimedOut(),
                        LeaseEnd.INPUT_REJECTED, row.getInputRejected()),
                row.getSuspensions());
    }
}
