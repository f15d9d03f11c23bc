package network.cuckoo.db;

import network.cuckoo.testing.TestPostgres;

/** A migrated database and a pool on it, for one test. */
record TestDatabase(TestPostgres postgres, Database database) implements AutoCloseable {
    private static final int CONNECTIONS = 4;

    static TestDatabase open() {
        var postgres = TestPostgres.migrated("cuckoo", Database::migrate);
        var config =
                new DatabaseConfig(postgres.jdbcUrl(), postgres.user(), new Secret(postgres.password()), CONNECTIONS);
        return new TestDatabase(postgres, Database.open(config));
    }

    @Override
    public void close() {
        database.close();
        postgres.close();
    }
}
