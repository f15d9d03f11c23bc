package network.cuckoo.db;

/** Where the database is and who asks. {@code maxConnections} is the size of this process's pool. */
public record DatabaseConfig(String jdbcUrl, String user, Secret password, int maxConnections) {
    private static final int MAX_POOL = 200;

    /** The pool's size where nothing else is said. */
    public static final int DEFAULT_CONNECTIONS = 10;

    public DatabaseConfig {
        if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("not a Postgres address (jdbc:postgresql://host:port/name): " + jdbcUrl);
        }
        if (user.isBlank()) {
            throw new IllegalArgumentException("the database's user is empty");
        }
        if (maxConnections < 1 || maxConnections > MAX_POOL) {
            throw new IllegalArgumentException("maxConnections must be 1 to " + MAX_POOL + ", not " + maxConnections);
        }
    }

    /** The same database with a pool of another size. */
    public DatabaseConfig withMaxConnections(int connections) {
        return new DatabaseConfig(jdbcUrl, user, password, connections);
    }
}
