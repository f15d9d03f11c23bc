package network.cuckoo.scheduler.rounds;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
public final class Round implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Round.class);
    private static final Duration JOIN = Duration.ofSeconds(10);

    private final Database database;
    private final SchedulerConfig config;
    private final ModelCatalogue catalogue;
    private final SecretChain secrets;
    private final TaskEnding endings;
    private final UuidV7 ids;
    private final Waker waker;
    private final ExecutorService epochThread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("cuckoo-epochs").factory());
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
        this.epochs = new EpochReader(
                config.coordinator(),
                EpochReader.MOST_MINERS_IN_A_ROUND,
                new EpochLoader(database, epochThread, waker::workChanged));
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
            last = null;
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
        return switch (epochs.current(tx)) {
            case EpochState.None ignored -> nobodyPlaced(tx, round, WaitingReason.NO_EPOCH);
            case EpochState.Loading ignored -> nobodyPlaced(tx, round, WaitingReason.EPOCH_LOADING);
            case EpochState.Ready ready -> run(tx, round, ready.epoch());
        };
    }

    private RoundReport run(DSLContext tx, UUID round, CurrentEpoch epoch) {
        Optional<Hash32> secret = secrets.secretOf(epoch.tip(), epoch.tipEpoch(), epoch.number());
        if (secret.isEmpty()) {
            return nobodyPlaced(tx, round, WaitingReason.NO_SECRET);
        }
        if (epoch.weights().size() == 0) {
            return nobodyPlaced(tx, round, WaitingReason.NO_WEIGHT);
        }
        return place(tx, new Placement.Basis(round, epoch, secret.get(), miners.read(tx)));
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

    /** Breaks the loading of an epoch off, if one goes on, and waits for its thread; call it when no round runs any more. */
    @Override
    public void close() {
        epochThread.shutdownNow();
        try {
            if (!epochThread.awaitTermination(JOIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("an epoch is still being loaded while the scheduler closes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
