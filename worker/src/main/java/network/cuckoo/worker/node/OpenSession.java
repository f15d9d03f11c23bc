package network.cuckoo.worker.node;

import java.time.Duration;
import java.time.Instant;
import network.cuckoo.worker.node.protocol.Session;

/**
 * A session with its age by this machine's clock, however wrong that is: its life is what the coordinator's own two times say.
 *
 * @param oldAt from when on a new login is due
 * @param overAt from when on it may have ended by its age
 */
record OpenSession(Session session, Instant oldAt, Instant overAt) {
    private static final Duration MARGIN = Duration.ofMinutes(1);

    /**
     * @param issuedAt when the coordinator made the challenge, by its clock
     * @param now this machine's time
     */
    static OpenSession of(Session session, Instant issuedAt, Instant now) {
        var life = Duration.between(issuedAt, session.expiresAt());
        return new OpenSession(
                session,
                now.plus(life.multipliedBy(3).dividedBy(4)),
                now.plus(life).minus(MARGIN));
    }
}
