package network.cuckoo.scheduler.results;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.ledger.PriceSplit;
import network.cuckoo.domain.task.LeaseEnd;
import network.cuckoo.scheduler.leases.LeaseRow;
import network.cuckoo.scheduler.leases.LeaseStore;
import network.cuckoo.scheduler.ledger.Ledger;
import network.cuckoo.scheduler.sessions.Session;
import network.cuckoo.scheduler.standing.Standings;
import network.cuckoo.scheduler.tasks.TaskEvent.Kind;
import network.cuckoo.scheduler.tasks.TaskEvents;
import network.cuckoo.scheduler.tasks.TaskEvents.NewEvent;
import network.cuckoo.scheduler.tasks.TaskInputs;
import network.cuckoo.scheduler.tasks.TaskRow;
import network.cuckoo.scheduler.tasks.TaskStore;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Results that share a transaction: judged in the order in which they came, and what is accepted written together. */
final class Acceptance {
    private final DSLContext tx;
    private final PriceSplit split;
    private final Ledger ledger;
    private final Standings standings;
    private final OwnerAddress coordinator;
    private final Map<LeaseId, Accepted> accepted = new LinkedHashMap<>();

    /**
     * A result whose form is fit.
     *
     * @param place in the group, from 0
     * @param signed whether the lease's node signed it
     */
    record Candidate(int place, Session session, ResultReport report, TaskId task, boolean signed) {}

    /** A result that is accepted, with the task and the lease that it ends. */
    record Accepted(TaskRow task, LeaseRow lease, ResultReport report, OwnerAddress owner) {}

    /** Where accepted results are written down besides their own table. */
    record Books(PriceSplit split, Ledger ledger, Standings standings) {}

    Acceptance(DSLContext tx, Books books, OwnerAddress coordinator) {
        this.tx = tx;
        this.split = books.split();
        this.ledger = books.ledger();
        this.standings = books.standings();
        this.coordinator = coordinator;
    }

    /** The verdicts by their places. */
    Map<Integer, ResultVerdict> run(List<Candidate> candidates) {
        Map<TaskId, TaskRow> tasks = TaskStore.lockAll(
                tx, candidates.stream().map(Candidate::task).distinct().toList());
        Map<LeaseId, LeaseRow> leases = LeaseStore.lockAll(
                tx,
                candidates.stream()
                        .map(candidate -> candidate.report().lease())
                        .distinct()
                        .toList());
        var verdicts = new HashMap<Integer, ResultVerdict>();
        for (Candidate candidate : candidates) {
            TaskRow task = known(tasks.get(candidate.task()), candidate);
            LeaseRow lease = known(leases.get(candidate.report().lease()), candidate);
            verdicts.put(candidate.place(), judge(candidate, task, lease));
        }
        write();
        return verdicts;
    }

    private static <T> T known(@Nullable T row, Candidate candidate) {
        if (row == null) {
            throw new IllegalStateException(
                    "lease " + candidate.report().lease() + " or its task " + candidate.task() + " is gone");
        }
        return row;
    }

    private ResultVerdict judge(Candidate candidate, TaskRow task, LeaseRow lease) {
        ResultReport report = candidate.report();
        Accepted before = accepted.get(lease.id());
        if (before != null) {
            return before.report().outputHash().equals(report.outputHash())
                    ? new ResultVerdict.Duplicate(
                            task.id(), split.of(task.price()).miner())
                    : new ResultVerdict.Late(LeaseEnd.ACCEPTED);
        }
        if (lease.end().isPresent()) {
            return ended(lease, lease.end().get(), report);
        }
        if (!lease.session().equals(candidate.session().id()) || !lease.state().isShown()) {
            return new ResultVerdict.NotYours();
        }
        if (!lease.fence().equals(report.fence())) {
            return new ResultVerdict.WrongFence(report.fence());
        }
        if (!candidate.signed()) {
            return new ResultVerdict.BadSignature();
        }
        accepted.put(
                lease.id(),
                new Accepted(task, lease, report, candidate.session().owner()));
        return new ResultVerdict.Accepted(task.id(), split.of(task.price()).miner());
    }

    private ResultVerdict ended(LeaseRow lease, LeaseEnd reason, ResultReport report) {
        Optional<ResultVerdict> same = ResultStore.acceptedUnder(tx, lease.id())
                .filter(report.outputHash()::equals)
                .map(hash -> new ResultVerdict.Duplicate(lease.task(), ledger.earned(tx, lease.task())));
        return same.orElseGet(() -> new ResultVerdict.Late(reason));
    }

    private void write() {
        if (accepted.isEmpty()) {
            return;
        }
        List<Accepted> results = new ArrayList<>(accepted.values());
        LeaseStore.acceptAll(tx, results.stream().map(Accepted::lease).toList());
        ResultStore.insertAll(tx, results);
        TaskStore.succeedAll(tx, results.stream().map(Accepted::task).toList());
        standings.accepted(
                tx,
                results.stream()
                        .collect(Collectors.toMap(
                                result -> result.task().id(),
                                result -> result.lease().node())));
        ledger.capture(tx, results.stream().map(this::capture).toList());
        TaskEvents.appendAll(
                tx, Kind.SUCCEEDED, results.stream().map(Acceptance::event).toList());
    }

    private Ledger.Capture capture(Accepted result) {
        TaskRow task = result.task();
        return new Ledger.Capture(
                task.id(), result.lease().id(), split.capture(task.app(), task.price(), result.owner(), coordinator));
    }

    private static NewEvent event(Accepted result) {
        ResultReport report = result.report();
        return new NewEvent(
                result.task().id(),
                TaskInputs.object()
                        .put("miner", result.lease().node().hex())
                        .put("attempt", result.task().attempt())
                        .put("mediaType", report.mediaType())
                        .put("sha256", report.outputHash().hex())
                        .put("sizeBytes", report.output().length)
                        .put("gpuMillis", report.gpuMillis()));
    }
}
