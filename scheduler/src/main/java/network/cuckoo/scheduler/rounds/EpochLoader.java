package network.cuckoo.scheduler.rounds;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import network.cuckoo.db.Database;
import network.cuckoo.db.generated.tables.records.EpochRecord;
import org.jspecify.annotations.Nullable;

/** Loads epochs beside the rounds, one at a time, over a connection of its own. */
final class EpochLoader {
    private final Database database;
    private final Executor executor;
    private final Runnable whenDone;
    private @Nullable Load load;

    /** A load that was begun. */
    private record Load(long epochId, CompletableFuture<CurrentEpoch> epoch) {}

    /**
     * A loader.
     *
     * @param executor of one thread
     * @param whenDone called there after a load came to its end, whether good or bad
     */
    EpochLoader(Database database, Executor executor, Runnable whenDone) {
        this.database = database;
        this.executor = executor;
        this.whenDone = whenDone;
    }

    /**
     * The epoch if it has been loaded, and then this loader keeps it no longer; else it is being loaded from now on. An epoch that was
     * asked for before is forgotten.
     *
     * @throws CompletionException if the load failed; the next call begins another
     */
    synchronized Optional<CurrentEpoch> take(EpochRecord epoch) {
        Load begun = load;
        if (begun == null || begun.epochId() != epoch.getEpochId()) {
            begun = begin(epoch);
            load = begun;
        }
        if (!begun.epoch().isDone()) {
            return Optional.empty();
        }
        load = null;
        return Optional.of(begun.epoch().join());
    }

    private Load begin(EpochRecord epoch) {
        var loaded = new CompletableFuture<CurrentEpoch>();
        executor.execute(() -> load(epoch, loaded));
        return new Load(epoch.getEpochId(), loaded);
    }

    private void load(EpochRecord epoch, CompletableFuture<CurrentEpoch> loaded) {
        try {
            loaded.complete(database.transaction(tx -> EpochPages.read(tx, epoch)));
        } catch (RuntimeException | Error e) {
            loaded.completeExceptionally(e); // the round that asks for it throws it
        }
        whenDone.run();
    }
}
