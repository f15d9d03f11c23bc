package network.cuckoo.scheduler;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.ledger.PriceSplit;

/**
 * What a scheduler is told at its start.
 *
 * @param coordinator the node address whose epochs and secrets are used
 * @param secretChain file with the seed of the coordinator's hash chain; made by {@code SecretChain.create}
 * @param login what miners must name in their login message
 * @param dashboardPort JobRunr's own web server on loopback; 0 takes a free port
 */
public record SchedulerConfig(
        ChainId chainId,
        Address stakingContract,
        NodeAddress coordinator,
        Path secretChain,
        List<ModelOffer> offers,
        PriceSplit split,
        Login login,
        Times times,
        int maxAttempts,
        int dashboardPort) {
    /** Leases that a task may lose before it is given up. */
    public static final int DEFAULT_MAX_ATTEMPTS = 10;

    public SchedulerConfig {
        offers = List.copyOf(offers);
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts must be at least 1, not " + maxAttempts);
        }
        if (dashboardPort < 0 || dashboardPort > 65_535) {
            throw new IllegalArgumentException("dashboardPort must be 0 to 65535, not " + dashboardPort);
        }
    }

    /**
     * The login that this coordinator gives out.
     *
     * @param domain host and port that nodes log in to
     * @param uri what they log in for
     */
    public record Login(String domain, URI uri) {}

    /**
     * Times of leases and sessions, all measured by the database's clock.
     *
     * @param pickUp from the assignment to the miner's start message
     * @param poll how long a miner's poll waits; what miners are told
     * @param offlineAfter silence after which a miner is passed over; longer than {@code poll}
     * @param challenge life of a login challenge
     * @param session life of a session
     * @param heartbeatGap silence of all coordinator processes that counts as an outage and extends all deadlines
     */
    public record Times(
            Duration pickUp,
            Duration poll,
            Duration offlineAfter,
            Duration challenge,
            Duration session,
            Duration heartbeatGap) {
        /** Five seconds to pick up, polls of 20 s, offline after 30 s, sessions of a day. */
        public static final Times DEFAULT = new Times(
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                Duration.ofMinutes(2),
                Duration.ofDays(1),
                Duration.ofSeconds(5));

        public Times {
            for (Duration time : List.of(pickUp, poll, offlineAfter, challenge, session, heartbeatGap)) {
                if (time.compareTo(Duration.ofMillis(1)) < 0) {
                    throw new IllegalArgumentException("times must be at least a millisecond, not " + time);
                }
            }
            if (offlineAfter.compareTo(poll) <= 0) {
                throw new IllegalArgumentException(
                        "offlineAfter (" + offlineAfter + ") must be longer than a poll (" + poll + ")");
            }
        }
    }
}
