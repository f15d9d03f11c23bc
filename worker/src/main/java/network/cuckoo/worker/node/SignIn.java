package network.cuckoo.worker.node;

import java.time.InstantSource;
import network.cuckoo.worker.node.protocol.CoordinatorClient;
import network.cuckoo.worker.node.protocol.Login;
import network.cuckoo.worker.node.protocol.Session;
import org.jspecify.annotations.Nullable;

/** One login: fetch a challenge, check it, sign it, and check who answers. Used by one thread at a time. */
final class SignIn {
    private final MinerConfig config;
    private final CoordinatorClient client;
    private final Introduction introduction;
    private final LoginCheck check;
    private final InstantSource clock;

    /** The first login; later ones must be at the same coordinator, since results are signed for it. */
    private @Nullable Session first;

    SignIn(MinerConfig config, CoordinatorClient client, Introduction introduction, InstantSource clock) {
        this.config = config;
        this.client = client;
        this.introduction = introduction;
        this.clock = clock;
        this.check = new LoginCheck(
                config.key().nodeAddress(), config.chainId(), config.target().loginDomain(), clock);
    }

    /**
     * @throws LoginStoppedException if the challenge must not be signed, or another coordinator answers than expected
     * @throws network.cuckoo.worker.node.protocol.CoordinatorException if the login is refused or there is no answer
     */
    OpenSession once() {
        var message = check.accepted(client.challenge(config.key().nodeAddress()));
        var signature = config.key().sign(message.digest());
        Session session = client.login(
                new Login(message, signature, introduction.software(), introduction.device(), introduction.models()));
        requireExpected(session);
        first = session;
        return OpenSession.of(session, message.issuedAt(), clock.instant());
    }

    private void requireExpected(Session session) {
        if (!isAsConfigured(session) || !isAsBefore(session)) {
            throw new LoginStoppedException(
                    "wrong-coordinator",
                    "%s says it is coordinator %s of staking contract %s on chain %s, which is not the one expected"
                            .formatted(
                                    client.address(),
                                    session.coordinator(),
                                    session.stakingAddress(),
                                    session.chainId()));
        }
    }

    private boolean isAsConfigured(Session session) {
        var target = config.target();
        return session.chainId().equals(config.chainId())
                && target.node().map(session.coordinator()::equals).orElse(true)
                && target.staking().map(session.stakingAddress()::equals).orElse(true);
    }

    private boolean isAsBefore(Session session) {
        return first == null
                || first.coordinator().equals(session.coordinator())
                        && first.stakingAddress().equals(session.stakingAddress());
    }
}
