package network.cuckoo.cli.demo;

import java.nio.file.Path;
import java.util.Optional;
import network.cuckoo.cli.process.Guard;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.db.LocalPostgres;

/** The database under a demo: a Postgres of its own, ended with this process even by kill -9, or a given one. */
sealed interface DemoDatabase extends AutoCloseable {
    DatabaseConfig config();

    /** The server's process, if it is ours. */
    Optional<Long> pid();

    @Override
    void close();

    /** Starts one in this folder. */
    static DemoDatabase own(Path folder, Path cache) {
        LocalPostgres postgres = LocalPostgres.start(folder, cache);
        return new Own(postgres, Guard.over(postgres.pid(), "INT"));
    }

    /** A Postgres that belongs to this demo. */
    record Own(LocalPostgres postgres, Guard guard) implements DemoDatabase {
        @Override
        public DatabaseConfig config() {
            return postgres.config();
        }

        @Override
        public Optional<Long> pid() {
            return Optional.of(postgres.pid());
        }

        @Override
        public void close() {
            postgres.close();
            guard.close();
        }
    }

    /** Somebody else's. */
    record Given(DatabaseConfig config) implements DemoDatabase {
        @Override
        public Optional<Long> pid() {
            return Optional.empty();
        }

        @Override
        public void close() {
            // not ours to end
        }
    }
}
