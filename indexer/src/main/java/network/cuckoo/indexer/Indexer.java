package network.cuckoo.indexer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import network.cuckoo.db.Database;
import network.cuckoo.db.DatabaseOutage;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.ChainId;
import network.cuckoo.indexer.chain.ChainException;
import network.cuckoo.indexer.chain.ChainReader;
import network.cuckoo.indexer.store.CursorStore;
import network.cuckoo.indexer.store.EpochStore;
import network.cuckoo.indexer.store.HolderStore;
import network.cuckoo.indexer.store.IndexWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a database in step with a chain, on a thread of its own, from {@link #start} to {@link #close}. Outages of the node or of
 * the database are waited out. Several indexers may run on one database: each transaction is made by one of them.
 */
public final class Indexer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);
    private static final Duration RPC_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);
    private static final int MANY_EVENTS = 10_000; // a few megabytes
    private static final long CLOSE_LIMIT_SECONDS = 30;

    private final IndexerConfig config;
    private final ChainReader chain;
    private final IndexWriter writer;
    private final BlockSource source;
    private final ChainFollower follower;
    private final Tenure tenure;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile IndexerStatus status = IndexerStatus.NEW;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("indexer").daemon().factory());
    // Only the indexer's thread uses these two, after start.
    private boolean checked;
    private int failures;

    public Indexer(IndexerConfig config, Database database) {
        this.config = config;
        this.chain = new ChainReader(config.rpcUrl(), RPC_TIMEOUT, List.of(config.staking(), config.settlement()));
        var subject =
                new CursorStore.Subject(config.chainId(), config.staking(), config.settlement(), config.startBlock());
        var epochs = new EpochStore(config.coordinatorNode(), config.epochPeriod(), config.confirmations());
        var holder = new HolderStore(config.chainId(), UUID.randomUUID(), ProcessName.own());
        this.writer = new IndexWriter(database, new CursorStore(subject), holder, epochs);
        this.tenure = new Tenure(writer::hold, System::nanoTime);
        this.source = new BlockSource(chain, config.maxRange(), MANY_EVENTS);
        var view = new ChainView(chain, epochs::firstTimeOfInterest);
        this.follower = new ChainFollower(view, source, writer, config.startBlock());
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
     * Checks what is asked for and begins to follow. Where the node does not answer, the check is made once it does.
     *
     * @throws IndexerRefusal if the node's chain is another one, has no contract at an address, or the database is about
     *     something else
     */
    public void start() {
        try {
            check();
        } catch (ChainException e) {
            trouble(e);
        } catch (IndexerRefusal e) {
            update(IndexerStatus::ended);
            throw e;
        }
        schedule(Duration.ZERO);
    }

    private void check() {
        ChainId actual = chain.chainId();
        if (!actual.equals(config.chainId())) {
            throw new IndexerRefusal(
                    "the node's chain has the id " + actual + ", not " + config.chainId() + "; give another --rpc-url");
        }
        requireCode("staking", config.staking());
        requireCode("settlement", config.settlement());
        try {
            writer.standing();
        } catch (IllegalArgumentException e) {
            throw new IndexerRefusal(e.getMessage() + "; use another database", e);
        }
        checked = true;
    }

    private void requireCode(String name, Address address) {
        if (!chain.hasCode(address)) {
            throw new IndexerRefusal(
                    "there is no " + name + " contract at " + address + " on chain " + config.chainId());
        }
    }

    private void run() {
        try {
            if (!checked) {
                check();
            }
            if (!tenure.isOurs()) {
                standBy();
                return;
            }
            ChainFollower.Step step = follower.step();
            failures = 0;
            update(now -> now.at(step.cursor(), step.head(), step.lagSeconds()));
            if (step.moved()) {
                listeners.forEach(Runnable::run);
            }
            schedule(step.isBehind() ? Duration.ZERO : config.pollInterval());
        } catch (IndexerRefusal e) {
            LOG.error("the indexer stops: {}", e.getMessage());
            update(now -> now.troubledBy(String.valueOf(e.getMessage())).ended());
        } catch (RuntimeException e) {
            trouble(e);
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
            boolean moved = !status.cursor().equals(Optional.of(there.cursor().number()));
            update(now -> now.at(Optional.of(there.cursor().number()), there.chainHead(), Optional.empty()));
            if (moved) {
                listeners.forEach(Runnable::run);
            }
        });
        failures = 0;
        schedule(config.pollInterval());
    }

    // After an outage another node may answer, so it is checked again. What we don't know is tried again too: the index
    // only
    // moves by whole transactions.
    private void trouble(RuntimeException failure) {
        failures++;
        checked = false;
        String problem = problem(failure);
        if (!status.problem().equals(Optional.of(problem))) {
            LOG.warn("the indexer waits: {}", problem, isExpected(failure) ? null : failure);
        }
        update(now -> now.troubledBy(problem));
    }

    private static boolean isExpected(RuntimeException failure) {
        return failure instanceof ChainException || DatabaseOutage.isBehind(failure);
    }

    private static String problem(RuntimeException failure) {
        return DatabaseOutage.isBehind(failure) ? "the database does not answer" : String.valueOf(failure.getMessage());
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
            var scheduled = thread.schedule(this::run, delay.toNanos(), TimeUnit.NANOSECONDS);
            LOG.trace("next step {}", scheduled);
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
        source.close();
        chain.close();
    }

    private void letGo() {
        try {
            writer.release();
        } catch (RuntimeException e) {
            LOG.debug("the index is not given back; others take it when this process has been silent for a while", e);
        }
    }
}
