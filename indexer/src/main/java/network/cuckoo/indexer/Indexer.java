package network.cuckoo.indexer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import network.cuckoo.db.Database;
import network.cuckoo.db.DatabaseOutage;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.indexer.chain.ChainException;
import network.cuckoo.indexer.chain.RpcUrl;
import network.cuckoo.indexer.event.BlockHead;
import network.cuckoo.indexer.store.CursorStore;
import network.cuckoo.indexer.store.EpochStore;
import network.cuckoo.indexer.store.HolderStore;
import network.cuckoo.indexer.store.IndexWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a database in step with a chain, on a thread of its own, from {@link #start} to {@link #close}. Outages of the node or of
 * the database are waited out. Several indexers may run on one database: each transaction is made by one of them.
 */
public final class Indexer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);
    /** How often the head is looked at while the node tells of new blocks, since a line may be dead without a word. */
    private static final Duration BACKSTOP = Duration.ofSeconds(2);

    private static final long CLOSE_LIMIT_SECONDS = 30;

    private final IndexerConfig config;
    private final IndexWriter writer;
    private final Endpoints endpoints;
    private final Tenure tenure;
    private final CatchUp catchUp = new CatchUp(System::nanoTime);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile IndexerStatus status = IndexerStatus.NEW;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("indexer").daemon().factory());
    // Only the indexer's thread uses these, after start.
    private boolean databaseChecked;
    private int failures;
    private Optional<BlockHead> newest = Optional.empty();
    private Optional<Long> cursorTime = Optional.empty();
    private Future<?> next = CompletableFuture.completedFuture(null);

    public Indexer(IndexerConfig config, Database database) {
        this.config = config;
        var subject =
                new CursorStore.Subject(config.chainId(), config.staking(), config.settlement(), config.startBlock());
        var epochs = new EpochStore(config.coordinatorNode(), config.epochPeriod(), config.confirmations());
        var holder = new HolderStore(config.chainId(), UUID.randomUUID(), ProcessName.own());
        this.writer = new IndexWriter(database, new CursorStore(subject), holder, epochs);
        this.tenure = new Tenure(writer::hold, System::nanoTime);
        List<Endpoint> nodes = config.rpcUrls().stream()
                .map(url -> new Endpoint(
                        RpcUrl.of(url), config, writer, epochs::firstTimeOfInterest, this::wake, this::saw))
                .toList();
        this.endpoints = new Endpoints(nodes, config.pollInterval(), System::nanoTime);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setRemoveOnCancelPolicy(true);
    }

    /** Is called after each commit that moved the index, on the indexer's thread: be quick. */
    public void onBlocks(Runnable listener) {
        listeners.add(listener);
    }

    /** How it stands. */
    public IndexerStatus status() {
        return status;
    }

    /**
     * Checks what is asked for and begins to follow. Where no node answers, the check is made once one does.
     *
     * @throws IndexerRefusal if no node's chain is the one that is meant, with a contract at each address, or the database is about
     *     something else
     */
    public void start() {
        try {
            endpoints.check();
            if (endpoints.isAnyWell()) {
                checkDatabase();
            } else {
                trouble(endpoints.problem(), null);
            }
        } catch (IndexerRefusal e) {
            update(IndexerStatus::ended);
            throw e;
        }
        thread.execute(this::run);
    }

    private void checkDatabase() {
        try {
            writer.standing();
        } catch (IllegalArgumentException e) {
            throw new IndexerRefusal(e.getMessage() + "; use another database", e);
        }
        databaseChecked = true;
    }

    /** Looks at the chain at once. */
    private void wake() {
        if (woken.compareAndSet(false, true)) {
            try {
                thread.execute(this::run);
            } catch (RejectedExecutionException e) {
                LOG.debug("closed", e);
            }
        }
    }

    private void run() {
        woken.set(false);
        next.cancel(false);
        if (status.stopped()) {
            return; // a node may still tell of new blocks
        }
        try {
            if (!databaseChecked) {
                checkDatabase();
            }
            if (!tenure.isOurs()) {
                standBy();
                return;
            }
            endpoints.choose().ifPresentOrElse(this::step, () -> schedule(endpoints.untilNext()));
        } catch (IndexerRefusal e) {
            LOG.error("the indexer stops: {}", e.getMessage());
            update(now -> now.troubledBy(String.valueOf(e.getMessage())).ended());
        } catch (RuntimeException e) {
            failures++;
            boolean outage = DatabaseOutage.isBehind(e);
            trouble(outage ? "the database does not answer" : String.valueOf(e.getMessage()), outage ? null : e);
            schedule(backoff());
        } catch (Error e) {
            // The executor would keep it to itself.
            update(now -> now.troubledBy(e.toString()).ended());
            LOG.error("the indexer stops", e);
            throw e;
        }
    }

    // Another process keeps the index: its progress is shown, and its place taken when it falls silent.
    private void standBy() {
        writer.standing().ifPresent(there -> {
            Optional<BlockNumber> cursor = Optional.of(there.cursor().number());
            boolean moved = !status.cursor().equals(cursor);
            update(now -> now.at(cursor, there.chainHead(), Optional.empty(), Optional.empty()));
            if (moved) {
                listeners.forEach(Runnable::run);
            }
        });
        failures = 0;
        schedule(config.pollInterval());
    }

    private void step(Endpoint endpoint) {
        ChainFollower.Step step;
        try {
            step = endpoint.step();
        } catch (IndexerRefusal e) {
            endpoints.refused(endpoint, e);
            another(null);
            return;
        } catch (RuntimeException e) {
            if (DatabaseOutage.isBehind(e)) {
                throw e;
            }
            // What we don't know may be a lie of the node's: another is asked, or this one again. The index only moves
            // by
            // whole transactions.
            endpoints.failed(endpoint, e);
            another(e instanceof ChainException ? null : e);
            return;
        }
        done(endpoint, step);
    }

    private void saw(BlockHead head) {
        newest = Optional.of(head);
        update(now -> now.saw(
                head.number(), cursorTime.map(time -> Math.max(0, head.time().seconds() - time))));
    }

    private void another(@Nullable RuntimeException unexpected) {
        newest.ifPresent(this::note);
        if (!endpoints.isAnyWell()) {
            trouble(endpoints.problem(), unexpected);
        }
        schedule(endpoints.untilNext());
    }

    // Others learn from the database how late the index is.
    private void note(BlockHead head) {
        try {
            writer.saw(head);
        } catch (RuntimeException e) {
            LOG.debug("the chain's head is not noted", e);
        }
    }

    private void done(Endpoint endpoint, ChainFollower.Step step) {
        failures = 0;
        cursorTime =
                newest.flatMap(head -> step.lagSeconds().map(lag -> head.time().seconds() - lag));
        if (step.isAheadOfNode()) {
            endpoints.fellBehind(endpoint, step.head());
        } else {
            endpoints.worked(endpoint, step.head());
        }
        update(now -> now.at(step.cursor(), step.head(), step.lagSeconds(), Optional.of(endpoint.toString())));
        catchUp.advanced(step).ifPresent(LOG::info);
        if (!step.moved() && step.isUnsettled()) {
            tenure.doubt();
        }
        if (step.moved()) {
            listeners.forEach(Runnable::run);
        }
        schedule(step.isBehind() ? Duration.ZERO : pollInterval(endpoint));
    }

    private Duration pollInterval(Endpoint endpoint) {
        boolean rarely = endpoint.tellsOfBlocks() && config.pollInterval().compareTo(BACKSTOP) < 0;
        return rarely ? BACKSTOP : config.pollInterval();
    }

    private void trouble(String problem, @Nullable RuntimeException unexpected) {
        if (!status.problem().equals(Optional.of(problem))) {
            LOG.warn("the indexer waits: {}", problem, unexpected);
        }
        update(now -> now.troubledBy(problem));
    }

    private Duration backoff() {
        Duration wait = config.pollInterval().multipliedBy(1L << Math.min(failures - 1, 10));
        return wait.compareTo(LONGEST_BACKOFF) < 0 ? wait : LONGEST_BACKOFF;
    }

    private synchronized void update(UnaryOperator<IndexerStatus> change) {
        status = change.apply(status);
    }

    private void schedule(Duration delay) {
        try {
            next = thread.schedule(this::run, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("closed", e);
        }
    }

    /** Ends after the step that is under way. */
    @Override
    public void close() {
        update(IndexerStatus::ended);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
        letGo();
        endpoints.close();
    }

    private void letGo() {
        try {
            writer.release();
        } catch (RuntimeException e) {
            LOG.debug("the index is not given back; others take it when this process has been silent for a while", e);
        }
    }
}
