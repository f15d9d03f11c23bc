package network.cuckoo.worker.node;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import network.cuckoo.worker.node.protocol.CoordinatorClient;
import network.cuckoo.worker.node.protocol.CoordinatorException;
import network.cuckoo.worker.node.protocol.Login;
import network.cuckoo.worker.node.protocol.ProblemCode;
import network.cuckoo.worker.node.protocol.Session;
import network.cuckoo.worker.node.protocol.SessionToken;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's login. Requests go through {@link #call}; one whose session has run out is sent again under a new login. If somebody
 * else logged in with this node's key, the node ends: two that log each other out would never get work done. Thread-safe.
 */
final class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final Duration EXPIRY_MARGIN = Duration.ofMinutes(1);

    private final MinerConfig config;
    private final CoordinatorClient client;
    private final Introduction introduction;
    private final NodeLife life;
    private final BooleanSupplier needed;
    private final LoginCheck check;
    private final InstantSource clock;
    private final Lock lock = new ReentrantLock();
    private final Backoff backoff;
    private volatile @Nullable Session session;
    private volatile Optional<String> problem = Optional.empty();

    /** The first login; later ones must be at the same coordinator, since results are signed for it. */
    private @Nullable Session first;

    /** Whether the latest login was good for anything; if not, the next is delayed. */
    private volatile boolean proven = true;

    /** @param needed whether a login is still worth trying; asked before each try */
    Sessions(
            MinerConfig config,
            CoordinatorClient client,
            Introduction introduction,
            NodeLife life,
            BooleanSupplier needed,
            InstantSource clock) {
        this.config = config;
        this.client = client;
        this.introduction = introduction;
        this.life = life;
        this.needed = needed;
        this.clock = clock;
        this.check = new LoginCheck(
                config.key().nodeAddress(), config.chainId(), config.target().loginDomain(), clock);
        this.backoff = new Backoff(config.retry(), RandomGenerator.getDefault());
    }

    /**
     * Sends a request under the present login, logging in first if need be.
     *
     * @throws CoordinatorException for everything that a new login does not mend
     * @throws NodeEndedException if the node has ended
     */
    <T> T call(Function<SessionToken, T> request) {
        Session used = current();
        while (true) {
            try {
                T answer = request.apply(used.token());
                proven = true;
                return answer;
            } catch (CoordinatorException e) {
                used = after(used, e);
            }
        }
    }

    /** The login in use. @throws NodeEndedException if the node ends before there is one */
    Session current() {
        Session present = session;
        return present != null ? present : locked(() -> session != null ? session : signIn());
    }

    /** The login in use, or the last one. */
    Optional<Session> present() {
        return Optional.ofNullable(session);
    }

    /** Why there is no login, for people. */
    Optional<String> problem() {
        return problem;
    }

    /** The login to try again with after a refusal; if there is nothing to try, throws the refusal. */
    private Session after(Session used, CoordinatorException refusal) {
        boolean superseded = refusal.code() == ProblemCode.SESSION_SUPERSEDED;
        if (!superseded && refusal.code() != ProblemCode.UNAUTHORIZED) {
            throw refusal;
        }
        return locked(() -> {
            Session present = session;
            if (present != null && present != used) {
                return present;
            }
            if (superseded && present != null && !mayHaveExpired(used)) {
                throw ended(new MinerOutcome.Stopped(
                        refusal.code().text(),
                        "another node logged in with the key of " + config.key().nodeAddress()
                                + "; each key may run one node: stop the other, or give this one a key of its own"));
            }
            session = null;
            return signIn();
        });
    }

    private boolean mayHaveExpired(Session used) {
        return clock.instant().isAfter(used.expiresAt().minus(EXPIRY_MARGIN));
    }

    private Session signIn() {
        if (proven) {
            backoff.reset();
        } else {
            life.pause(backoff.next(Duration.ZERO));
        }
        while (!life.ended() && needed.getAsBoolean()) {
            try {
                return opened(once());
            } catch (ChallengeRefusedException e) {
                throw ended(new MinerOutcome.Stopped("challenge-refused", String.valueOf(e.getMessage())));
            } catch (CoordinatorException e) {
                noteFailure(e);
                life.pause(backoff.next(e.retryAfter()));
            }
        }
        throw new NodeEndedException();
    }

    private Session once() {
        var challenge = client.challenge(config.key().nodeAddress());
        var message = check.accepted(challenge);
        var signature = config.key().sign(message.digest());
        return client.login(
                new Login(message, signature, introduction.software(), introduction.device(), introduction.models()));
    }

    private Session opened(Session opened) {
        requireExpected(opened);
        LOG.atInfo()
                .addKeyValue("coordinator", opened.coordinator())
                .addKeyValue("address", client.address())
                .addKeyValue("session", opened.id())
                .addKeyValue("generation", opened.generation())
                .log("signed in");
        proven = false;
        first = first == null ? opened : first;
        session = opened;
        problem = Optional.empty();
        return opened;
    }

    private void requireExpected(Session opened) {
        boolean asConfigured = opened.chainId().equals(config.chainId())
                && config.target().node().map(opened.coordinator()::equals).orElse(true)
                && config.target()
                        .staking()
                        .map(opened.stakingAddress()::equals)
                        .orElse(true);
        boolean asBefore = first == null
                || first.coordinator().equals(opened.coordinator())
                        && first.stakingAddress().equals(opened.stakingAddress());
        if (!asConfigured || !asBefore) {
            throw ended(new MinerOutcome.Stopped(
                    "wrong-coordinator",
                    "%s says it is coordinator %s of staking contract %s on chain %s, which is not the one expected"
                            .formatted(
                                    client.address(),
                                    opened.coordinator(),
                                    opened.stakingAddress(),
                                    opened.chainId())));
        }
    }

    private void noteFailure(CoordinatorException e) {
        if (life.ended()) {
            throw new NodeEndedException();
        }
        if (!e.retryable() && !mayPass(e.code())) {
            throw ended(new MinerOutcome.Stopped(e.code().text(), "the login was refused: " + e.getMessage()));
        }
        var now = Optional.of(e.code().text() + ": " + e.getMessage());
        if (!now.equals(problem)) {
            LOG.atWarn().addKeyValue("code", e.code().text()).log("not signed in, trying on: {}", e.getMessage());
        }
        problem = now;
    }

    /** Refusals that end by themselves, once the chain is indexed, stake is added, or a new challenge is fetched. */
    private static boolean mayPass(ProblemCode code) {
        return switch (code) {
            case NOT_REGISTERED, STAKE_TOO_LOW, LOGIN_EXPIRED -> true;
            default -> false;
        };
    }

    private NodeEndedException ended(MinerOutcome outcome) {
        life.end(outcome);
        return new NodeEndedException();
    }

    private Session locked(Supplier<Session> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
