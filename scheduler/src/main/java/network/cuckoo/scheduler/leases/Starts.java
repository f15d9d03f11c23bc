package network.cuckoo.scheduler.leases;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.task.LeaseState;
import network.cuckoo.scheduler.ModelCatalogue;
import network.cuckoo.scheduler.ModelOffer;
import network.cuckoo.scheduler.sessions.Session;
import network.cuckoo.scheduler.tasks.TaskEvent.Kind;
import network.cuckoo.scheduler.tasks.TaskEvents;
import network.cuckoo.scheduler.tasks.TaskEvents.NewEvent;
import network.cuckoo.scheduler.tasks.TaskInputs;
import org.jooq.DSLContext;

/** Start messages that share a transaction. A live lease that is held keeps everybody else from its task's events. */
final class Starts {
    private final DSLContext tx;
    private final ModelCatalogue catalogue;
    private final Map<LeaseId, LeaseRow> begun = new LinkedHashMap<>();

    /** A miner's word that it begins. */
    record Start(Session session, LeaseId lease, Fence fence) {}

    /** The answer, and the task if it begins by this message. */
    record Answer(LeaseAnswer answer, Optional<TaskId> begun) {}

    Starts(DSLContext tx, ModelCatalogue catalogue) {
        this.tx = tx;
        this.catalogue = catalogue;
    }

    /** Starts what may be started; answers each in the same order. */
    List<Answer> run(List<Start> group) {
        List<LeaseId> ids = group.stream().map(Start::lease).distinct().toList();
        Map<LeaseId, LeaseRow> held = LeaseStore.lockAll(tx, ids);
        group.forEach(start -> begin(start, held));
        if (!begun.isEmpty()) {
            LeaseStore.startAll(tx, begun.values().stream().map(this::starting).toList());
            TaskEvents.appendAll(
                    tx, Kind.STARTED, begun.values().stream().map(this::event).toList());
        }
        Map<LeaseId, Duration> remaining = LeaseStore.remaining(tx, held.keySet());
        return group.stream().map(start -> answer(start, held, remaining)).toList();
    }

    private void begin(Start start, Map<LeaseId, LeaseRow> held) {
        LeaseRow lease = held.get(start.lease());
        if (lease != null && refusal(start, lease).isEmpty() && lease.state() == LeaseState.OFFERED) {
            begun.put(lease.id(), lease);
        }
    }

    private static Optional<LeaseAnswer> refusal(Start start, LeaseRow lease) {
        if (!lease.node().equals(start.session().node())) {
            return Optional.of(new LeaseAnswer.NotYours());
        }
        return LeaseDesk.refusal(start.session(), lease, start.fence());
    }

    private Answer answer(Start start, Map<LeaseId, LeaseRow> held, Map<LeaseId, Duration> remaining) {
        LeaseRow lease = held.get(start.lease());
        if (lease == null) {
            return new Answer(new LeaseAnswer.NotYours(), Optional.empty());
        }
        Optional<LeaseAnswer> refused = refusal(start, lease);
        Optional<TaskId> task = Optional.of(lease.task()).filter(found -> begun.containsKey(lease.id()));
        return refused.map(answer -> new Answer(answer, Optional.empty()))
                .orElseGet(() ->
                        new Answer(new LeaseAnswer.Done(remaining.getOrDefault(lease.id(), Duration.ZERO)), task));
    }

    private LeaseStore.Starting starting(LeaseRow lease) {
        Duration leaseTime = catalogue
                .find(lease.model())
                .map(ModelOffer::leaseTime)
                .orElseThrow(
                        () -> new IllegalStateException("model " + lease.model() + " of a live lease is not on offer"));
        return new LeaseStore.Starting(lease.id(), leaseTime);
    }

    private NewEvent event(LeaseRow lease) {
        return new NewEvent(
                lease.task(),
                TaskInputs.object().put("miner", lease.node().hex()).put("attempt", lease.attempt()));
    }
}
