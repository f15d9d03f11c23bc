package network.cuckoo.scheduler.results;

import java.util.Map;
import java.util.Optional;
import network.cuckoo.db.Database;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.hash.Sha256;
import network.cuckoo.domain.sign.TaskResult;
import network.cuckoo.domain.task.LeaseEnd;
import network.cuckoo.domain.task.TaskState;
import network.cuckoo.keys.SignatureCheck;
import network.cuckoo.scheduler.ModelCatalogue;
import network.cuckoo.scheduler.ModelOffer;
import network.cuckoo.scheduler.SchedulerConfig;
import network.cuckoo.scheduler.leases.LeaseRow;
import network.cuckoo.scheduler.leases.LeaseStore;
import network.cuckoo.scheduler.ledger.Ledger;
import network.cuckoo.scheduler.sessions.Registry;
import network.cuckoo.scheduler.sessions.Session;
import network.cuckoo.scheduler.signals.Waker;
import network.cuckoo.scheduler.standing.Standings;
import network.cuckoo.scheduler.tasks.TaskEvent.Kind;
import network.cuckoo.scheduler.tasks.TaskEvents;
import network.cuckoo.scheduler.tasks.TaskInputs;
import network.cuckoo.scheduler.tasks.TaskRow;
import network.cuckoo.scheduler.tasks.TaskStore;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Where miner nodes hand in results. */
public final class ResultDesk {
    private final Database database;
    private final SchedulerConfig config;
    private final ModelCatalogue catalogue;
    private final Ledger ledger;
    private final Standings standings;
    private final Waker waker;
    private volatile @Nullable OwnerAddress coordinatorOwner;

    public ResultDesk(
            Database database,
            SchedulerConfig config,
            ModelCatalogue catalogue,
            Ledger ledger,
            Standings standings,
            Waker waker) {
        this.database = database;
        this.config = config;
        this.catalogue = catalogue;
        this.ledger = ledger;
        this.standings = standings;
        this.waker = waker;
    }

    /** Judges a result; acceptance writes verdict, output, task, event, money and the lease's end in one transaction. */
    public ResultVerdict accept(Session session, ResultReport report) {
        Optional<LeaseRow> lease = LeaseStore.find(database.read(), report.lease())
                .filter(found -> found.node().equals(session.node()));
        if (lease.isEmpty()) {
            return new ResultVerdict.NotYours();
        }
        Optional<ResultVerdict> unfit = unfit(lease.get(), report);
        ResultVerdict verdict =
                unfit.orElseGet(() -> database.transaction(tx -> judge(tx, session, lease.get(), report)));
        if (verdict instanceof ResultVerdict.Accepted accepted) {
            waker.taskChanged(accepted.task());
            waker.workChanged();
        }
        return verdict;
    }

    /** What can be seen without the database: form, size and content. */
    private Optional<ResultVerdict> unfit(LeaseRow lease, ResultReport report) {
        int size = report.output().length;
        Optional<ModelOffer> offer = catalogue.find(lease.model());
        int maxBytes = offer.map(ModelOffer::maxOutputBytes).orElse(ModelOffer.MAX_OUTPUT_BYTES);
        if (size < 1 || size > maxBytes) {
            return Optional.of(new ResultVerdict.WrongSize(size, maxBytes));
        }
        if (offer.filter(model -> !model.mediaTypes().contains(report.mediaType()))
                .isPresent()) {
            return Optional.of(new ResultVerdict.WrongMediaType(report.mediaType()));
        }
        if (!Sha256.hash(report.output()).equals(report.outputHash())) {
            return Optional.of(new ResultVerdict.HashMismatch());
        }
        return Optional.empty();
    }

    private ResultVerdict judge(DSLContext tx, Session session, LeaseRow found, ResultReport report) {
        TaskRow task = TaskStore.lock(tx, found.task())
                .orElseThrow(() -> new IllegalStateException("task " + found.task() + " of a lease is not there"));
        LeaseRow lease = LeaseStore.lock(tx, found.id());
        if (lease.end().isPresent()) {
            return ended(tx, lease, lease.end().get(), report);
        }
        if (!lease.session().equals(session.id()) || !lease.state().isShown()) {
            return new ResultVerdict.NotYours();
        }
        if (!lease.fence().equals(report.fence())) {
            return new ResultVerdict.WrongFence(report.fence());
        }
        if (!isSigned(task, lease.node(), report)) {
            return new ResultVerdict.BadSignature();
        }
        pay(tx, session, task, lease, report);
        return new ResultVerdict.Accepted(task.id(), ledger.earned(tx, task.id()));
    }

    private ResultVerdict ended(DSLContext tx, LeaseRow lease, LeaseEnd reason, ResultReport report) {
        boolean same = ResultStore.acceptedUnder(tx, lease.id())
                .filter(report.outputHash()::equals)
                .isPresent();
        return same
                ? new ResultVerdict.Duplicate(lease.task(), ledger.earned(tx, lease.task()))
                : new ResultVerdict.Late(reason);
    }

    private boolean isSigned(TaskRow task, NodeAddress node, ResultReport report) {
        var signed = new TaskResult(
                config.coordinator(),
                task.id(),
                report.lease(),
                report.fence(),
                task.requestHash(),
                task.request().modelHash(),
                report.outputHash());
        return SignatureCheck.isBy(
                node.address(), signed.digest(config.chainId(), config.stakingContract()), report.signature());
    }

    private void pay(DSLContext tx, Session session, TaskRow task, LeaseRow lease, ResultReport report) {
        LeaseStore.end(tx, lease, LeaseEnd.ACCEPTED, "");
        ResultStore.insert(tx, task.id(), lease.node(), report);
        TaskStore.finish(tx, task, TaskState.SUCCEEDED, null, null);
        standings.accepted(tx, Map.of(task.id(), lease.node()));
        ledger.capture(
                tx,
                task.id(),
                lease.id(),
                config.split().capture(task.app(), task.price(), session.owner(), coordinatorOwner(tx)));
        var data = TaskInputs.object()
                .put("miner", lease.node().hex())
                .put("attempt", task.attempt())
                .put("mediaType", report.mediaType())
                .put("sha256", report.outputHash().hex())
                .put("sizeBytes", report.output().length)
                .put("gpuMillis", report.gpuMillis());
        TaskEvents.append(tx, task.id(), Kind.SUCCEEDED, data);
    }

    private OwnerAddress coordinatorOwner(DSLContext tx) {
        OwnerAddress known = coordinatorOwner;
        if (known == null) {
            known = Registry.ownerOf(tx, config.coordinator())
                    .orElseThrow(() -> new IllegalStateException(
                            "the chain names no owner of coordinator " + config.coordinator()));
            coordinatorOwner = known;
        }
        return known;
    }
}
