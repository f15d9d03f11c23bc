package network.cuckoo.worker.node.protocol;

import java.time.Duration;

/**
 * How long requests may take.
 *
 * @param connect until a connection stands
 * @param answer until an answer is there, beyond the time for which a poll is held open
 */
public record HttpTimes(Duration connect, Duration answer) {
    /** 5 s to connect, 15 s to answer. */
    public static final HttpTimes DEFAULT = new HttpTimes(Duration.ofSeconds(5), Duration.ofSeconds(15));

    public HttpTimes {
        if (!connect.isPositive() || !answer.isPositive()) {
            throw new IllegalArgumentException("timeouts must be positive, not " + connect + " and " + answer);
        }
    }
}
