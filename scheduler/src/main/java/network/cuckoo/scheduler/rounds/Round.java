package network.cuckoo.scheduler.rounds;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import network.cuckoo.db.Database;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.id.UuidV7;
import network.cuckoo.scheduler.ModelCatalogue;
import network.cuckoo.scheduler.SchedulerConfig;
import network.cuckoo.scheduler.apps.Turns;
import network.cuckoo.scheduler.leases.RoundLock;
import network.cuckoo.scheduler.secrets.SecretChain;
import network.cuckoo.scheduler.signals.QueueHints;
import network.cuckoo.scheduler.signals.Waker;
import network.cuckoo.scheduler.tasks.TaskEnding;
import network.cuckoo.scheduler.tasks.WaitingReason;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round: reads who is there, claims tasks of each model, draws in claim order, writes all in one transaction. Idempotent: a
 * round that dies has done nothing. At most one runs in the cluster.
 */
public final class Round {
    private static final Logger LOG = LoggerFactory.getLogger(Round.class);

    private final Database database;
    private final SchedulerConfig config;
    private final ModelCatalogue catalogue;
    private final SecretChain secrets;
    private final TaskEnding endings;
    private final UuidV7 ids;
    private final Waker waker;
    private final EpochReader epochs;
    private final FairQueue queue;
    private final ModelReasons reasons = new ModelReasons();
    private final ReentrantLock oneHere = new ReentrantLock();
    private @Nullable QueueReading last;
    private final MinerReader miners;

    public Round(
            Database database,
            SchedulerConfig config,
            ModelCatalogue catalogue,
            SecretChain secrets,
            TaskEnding endings,
            UuidV7 ids,
            Waker waker,
            QueueHints hints) {
        this.database = database;
        this.config = config;
        this.catalogue = catalogue;
        this.secrets = secrets;
        this.endings = endings;
        this.ids = ids;
        this.waker = waker;
        this.queue = new FairQueue(hints, System::nanoTime);
        this.epochs = new EpochReader(config.coordinator());
        this.miners = new MinerReader(catalogue, config.times().offlineAfter());
    }

    /** Runs a round, unless another one is running. */
    public RoundReport run() {
        oneHere.lock();
        try {
            return runAlone();
        } finally {
            oneHere.unlock();
        }
    }

    private RoundReport runAlone() {
        RoundReport report;
        try {
            report = database.pointTransaction(this::run);
        } catch (RuntimeException e) {
            queue.forget();
            reasons.forget();
            throw e;
        }
        QueueReading reading = last;
        if (reading != null) {
            queue.keep(reading);
            last = null;
        }
        if (report instanceof RoundReport.Ran ran) {
            tell(ran);
        }
        return report;
    }

    private RoundReport run(DSLContext tx) {
        if (!RoundLock.tryTake(tx)) {
            reasons.forget();
            return new RoundReport.AnotherRuns();
        }
        UUID round = ids.next();
        Optional<CurrentEpoch> epoch = epochs.current(tx);
        if (epoch.isEmpty()) {
            return nobodyPlaced(tx, round, WaitingReason.NO_EPOCH);
        }
        Optional<Hash32> secret = secrets.secretOf(
                epoch.get().tip(), epoch.get().tipEpoch(), epoch.get().number());
        if (secret.isEmpty()) {
            return nobodyPlaced(tx, round, WaitingReason.NO_SECRET);
        }
        if (epoch.get().weights().size() == 0) {
            return nobodyPlaced(tx, round, WaitingReason.NO_WEIGHT);
        }
        return place(tx, new Placement.Basis(round, epoch.get(), secret.get(), miners.read(tx)));
    }

    private RoundReport place(DSLContext tx, Placement.Basis basis) {
        var turns = new Turns(tx);
        QueueReading reading = queue.read(tx, turns);
        var placement = new Placement(tx, config, ids, endings, basis, new Placement.Work(turns, reading, reasons));
        catalogue.offers().forEach(placement::place);
        RoundReport.Ran ran = placement.write();
        last = reading;
        return ran;
    }

    private RoundReport nobodyPlaced(DSLContext tx, UUID round, WaitingReason reason) {
        catalogue.offers().forEach(offer -> reasons.waits(tx, offer.id(), reason));
        return new RoundReport.Ran(round, List.of(), List.of(), List.of(), false);
    }

    private void tell(RoundReport.Ran ran) {
        ran.assigned().forEach(placed -> {
            waker.taskChanged(placed.task());
            waker.leasesChanged(placed.miner());
        });
        ran.failed().forEach(waker::taskChanged);
        if (ran.full()) {
            waker.workChanged();
        }
        if (!ran.assigned().isEmpty() || !ran.failed().isEmpty()) {
            LOG.atInfo()
                    .addKeyValue("round", ran.round())
                    .addKeyValue("assigned", ran.assigned().size())
                    .addKeyValue("waiting", ran.waiting().size())
                    .addKeyValue("failed", ran.failed().size())
                    .log("round");
        }
    }
}
