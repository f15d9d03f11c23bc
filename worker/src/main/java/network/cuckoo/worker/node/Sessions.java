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
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.worker.node.protocol.CoordinatorException;
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

    private final SignIn signIn;
    private final NodeAddress node;
    private final NodeLife life;
    private final BooleanSupplier needed;
    private final InstantSource clock;
    private final Lock lock = new ReentrantLock();
    private final Backoff backoff;
    private volatile @Nullable OpenSession open;
    private volatile Optional<String> problem = Optional.empty();

    /** Whether the latest login was good for anything; if not, the next is delayed. */
    private volatile boolean proven = true;

    /** @param needed whether a login is still worth trying; asked before each try */
    Sessions(
            SignIn signIn,
            NodeAddress node,
            RetryTimes retry,
            NodeLife life,
            BooleanSupplier needed,
            InstantSource clock) {
        this.signIn = signIn;
        this.node = node;
        this.life = life;
        this.needed = needed;
        this.clock = clock;
        this.backoff = new Backoff(retry, RandomGenerator.getDefault());
    }

    /**
     * Sends a request under the present login, logging in first if need be.
     *
     * @throws CoordinatorException for everything that a new login does not mend
     * @throws NodeEndedException if the node has ended
     */
    <T> T call(Function<SessionToken, T> request) {
        OpenSession used = currentOpen();
        while (true) {
            try {
                T answer = request.apply(used.session().token());
                proven = true;
                return answer;
            } catch (CoordinatorException e) {
                used = after(used, e);
            }
        }
    }

    /** The login in use. @throws NodeEndedException if the node ends before there is one */
    Session current() {
        return currentOpen().session();
    }

    /** The login in use, if there is one. */
    Optional<Session> present() {
        return Optional.ofNullable(open).map(OpenSession::session);
    }

    /** Why there is no login, for people. */
    Optional<String> problem() {
        return problem;
    }

    /** Logs in anew if most of the session's life is over. For moments without leases, since they end with their session. */
    @SuppressWarnings("ReferenceEquality") // whether it is still the one that was looked at
    void renewIfOld() {
        OpenSession present = open;
        if (present != null && !clock.instant().isBefore(present.oldAt())) {
            var _ = locked(() -> open == present ? openAnew() : currentOpen());
        }
    }

    private OpenSession currentOpen() {
        OpenSession present = open;
        return present != null ? present : locked(() -> open != null ? open : openAnew());
    }

    /** The login to try again with after a refusal; if there is nothing to try, throws the refusal. */
    @SuppressWarnings("ReferenceEquality") // whether it is still the one that was used
    private OpenSession after(OpenSession used, CoordinatorException refusal) {
        boolean superseded = refusal.code() == ProblemCode.SESSION_SUPERSEDED;
        if (!superseded && refusal.code() != ProblemCode.UNAUTHORIZED) {
            throw refusal;
        }
        return locked(() -> {
            if (open != null && open != used) {
                return open;
            }
            if (superseded && clock.instant().isBefore(used.overAt())) {
                throw ended(new MinerOutcome.Stopped(
                        refusal.code().text(),
                        "another node logged in with the key of " + node
                                + "; each key may run one node: stop the other, or give this one a key of its own"));
            }
            return openAnew();
        });
    }

    /** With the lock held. */
    private OpenSession openAnew() {
        open = null;
        if (proven) {
            backoff.reset();
        } else {
            life.pause(backoff.next(Duration.ZERO));
        }
        while (!life.ended() && needed.getAsBoolean()) {
            try {
                return opened(signIn.once());
            } catch (LoginStoppedException e) {
                throw ended(e.outcome());
            } catch (CoordinatorException e) {
                noteFailure(e);
                life.pause(backoff.next(e.retryAfter()));
            }
        }
        throw new NodeEndedException();
    }

    private OpenSession opened(OpenSession opened) {
        LOG.atInfo()
                .addKeyValue("coordinator", opened.session().coordinator())
                .addKeyValue("session", opened.session().id())
                .addKeyValue("generation", opened.session().generation())
                .log("signed in");
        proven = false;
        problem = Optional.empty();
        open = opened;
        return opened;
    }

    private void noteFailure(CoordinatorException e) {
        if (life.ended()) {
            throw new NodeEndedException();
        }
        if (!e.retryable() && !mayPass(e.code())) {
            throw ended(new MinerOutcome.Stopped(e.code().text(), "the login was refused: " + e.getMessage()));
        }
        if (problem.filter(before -> before.startsWith(e.code().text())).isEmpty()) {
            LOG.atWarn().addKeyValue("code", e.code().text()).log("not signed in, trying on: {}", e.getMessage());
        }
        problem = Optional.of(e.code().text() + ": " + e.getMessage());
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

    private OpenSession locked(Supplier<OpenSession> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
