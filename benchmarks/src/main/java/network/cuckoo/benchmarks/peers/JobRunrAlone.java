package network.cuckoo.benchmarks.peers;

import static org.jobrunr.server.BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import network.cuckoo.benchmarks.load.ClosedLoop;
import network.cuckoo.benchmarks.load.Rate;
import network.cuckoo.db.Database;
import network.cuckoo.db.DatabaseConfig;
import org.jobrunr.jobs.filters.JobFilter;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.StorageProviderUtils.DatabaseOptions;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.JsonMapper;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;

/** JobRunr as one uses it without a scheduler of one's own: a job for each task, its shortest poll interval, jobs that do nothing. */
public final class JobRunrAlone implements AutoCloseable {
    private static final Duration SHORTEST_POLL = Duration.ofSeconds(5);
    private static final long PATIENCE_MINUTES = 10;

    private final Database database;
    private final StorageProvider storage;
    private final JobRequestScheduler scheduler;
    private final BackgroundJobServer server;
    private volatile IntConsumer onStart = number -> {};

    /** Makes its tables and starts its server with so many workers. */
    public JobRunrAlone(DatabaseConfig address, int workers) {
        this.database = Database.open(address);
        JsonMapper json = new JacksonJsonMapper(false);
        this.storage = new PostgresStorageProvider(database.dataSource(), DatabaseOptions.CREATE);
        storage.setJobMapper(new JobMapper(json));
        this.scheduler = new JobRequestScheduler(storage, List.<JobFilter>of());
        this.server = new BackgroundJobServer(
                storage,
                json,
                activator(new TrivialHandler(number -> onStart.accept(number))),
                usingStandardBackgroundJobServerConfiguration()
                        .andWorkerCount(workers)
                        .andPollInterval(SHORTEST_POLL));
        server.start();
    }

    private static JobActivator activator(TrivialHandler handler) {
        return new JobActivator() {
            @Override
            public <T> T activateJob(Class<T> type) {
                return type.cast(handler);
            }
        };
    }

    /** So many jobs enqueued one by one by so many clients, until all have run. */
    public Rate run(int jobs, int clients) throws InterruptedException {
        var done = new CountDownLatch(jobs);
        startedIs(number -> done.countDown());
        var numbers = new AtomicInteger();
        long begin = System.nanoTime();
        ClosedLoop.run(jobs, clients, () -> () -> enqueue(numbers.getAndIncrement()));
        if (!done.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            throw new IllegalStateException(done.getCount() + " of " + jobs + " jobs never ran");
        }
        return new Rate(jobs, (System.nanoTime() - begin) / 1e9);
    }

    /** Tells these of each job that starts from now on. */
    public void startedIs(IntConsumer consumer) {
        onStart = consumer;
    }

    /** Enqueues one job. */
    public void enqueue(int number) {
        scheduler.enqueue(new TrivialJob(number));
    }

    @Override
    public void close() {
        server.stop();
        storage.close();
        database.close();
    }
}
