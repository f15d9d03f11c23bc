package network.cuckoo.api;

import java.time.Duration;
import network.cuckoo.db.Secret;

/**
 * How the API listens.
 *
 * @param host address that the public listener binds, e.g. {@code 127.0.0.1} or {@code 0.0.0.0}
 * @param port 0 takes a free one
 * @param adminHost address that the admin listener binds; loopback unless a proxy with TLS stands before it
 * @param adminPort 0 takes a free one
 * @param adminPassword of the user {@code admin}, at least 8 characters
 * @param heartbeat between two comments on an idle event stream
 * @param maxWaiters event streams and long polls open at a time; further ones are refused
 */
public record ApiConfig(
        String host,
        int port,
        String adminHost,
        int adminPort,
        Secret adminPassword,
        Duration heartbeat,
        int maxWaiters) {
    /** The address that only this machine reaches. */
    public static final String LOOPBACK = "127.0.0.1";

    /** Often enough for proxies that drop idle connections after 30 s. */
    public static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(15);

    /** Virtual threads are cheap; file descriptors are not. */
    public static final int DEFAULT_MAX_WAITERS = 10_000;

    private static final int MIN_PASSWORD_CHARACTERS = 8;
    private static final int MAX_PORT = 65_535;

    /** @throws IllegalArgumentException if a value can't be used; the message says which */
    public ApiConfig {
        require(!host.isBlank() && !adminHost.isBlank(), "host and adminHost must not be empty");
        require(port >= 0 && port <= MAX_PORT, "port must be 0 to 65535, not " + port);
        require(adminPort >= 0 && adminPort <= MAX_PORT, "adminPort must be 0 to 65535, not " + adminPort);
        require(
                adminPassword.reveal().length() >= MIN_PASSWORD_CHARACTERS,
                "adminPassword must have at least " + MIN_PASSWORD_CHARACTERS + " characters");
        require(heartbeat.isPositive(), "heartbeat must be above zero, not " + heartbeat);
        require(maxWaiters > 0, "maxWaiters must be above zero, not " + maxWaiters);
    }

    /** Both listeners on loopback, everything else by default. */
    public static ApiConfig loopback(int port, int adminPort, Secret adminPassword) {
        return new ApiConfig(
                LOOPBACK, port, LOOPBACK, adminPort, adminPassword, DEFAULT_HEARTBEAT, DEFAULT_MAX_WAITERS);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
