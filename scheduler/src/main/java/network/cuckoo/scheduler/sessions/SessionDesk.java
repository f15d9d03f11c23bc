package network.cuckoo.scheduler.sessions;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import network.cuckoo.db.Database;
import network.cuckoo.db.Secret;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.SessionId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.hash.Sha256;
import network.cuckoo.domain.id.UuidV7;
import network.cuckoo.domain.sign.LoginMessage;
import network.cuckoo.domain.sign.Signature;
import network.cuckoo.domain.task.LeaseEnd;
import network.cuckoo.keys.SignatureCheck;
import network.cuckoo.scheduler.ModelCatalogue;
import network.cuckoo.scheduler.ModelOffer;
import network.cuckoo.scheduler.SchedulerConfig;
import network.cuckoo.scheduler.apps.Tokens;
import network.cuckoo.scheduler.clock.DatabaseClock;
import network.cuckoo.scheduler.leases.LeaseEnding;
import network.cuckoo.scheduler.leases.LeaseStore;
import network.cuckoo.scheduler.leases.RoundLock;
import network.cuckoo.scheduler.signals.Waker;
import network.cuckoo.scheduler.tasks.TaskStore;
import org.jooq.DSLContext;

/** Where miner nodes log in. */
public final class SessionDesk {
    private static final int MAX_LABEL_CHARACTERS = 200;

    private final Database database;
    private final SchedulerConfig config;
    private final ModelCatalogue catalogue;
    private final LeaseEnding leases;
    private final UuidV7 ids;
    private final Tokens tokens;
    private final Waker waker;

    public SessionDesk(
            Database database,
            SchedulerConfig config,
            ModelCatalogue catalogue,
            LeaseEnding leases,
            UuidV7 ids,
            Tokens tokens,
            Waker waker) {
        this.database = database;
        this.config = config;
        this.catalogue = catalogue;
        this.leases = leases;
        this.ids = ids;
        this.tokens = tokens;
        this.waker = waker;
    }

    /**
     * A message for a registered node to sign; good once and for a short time. Who asks again while more than half of that time
     * is left gets the same message: nobody can fill the table, nor push out the message that a node is about to sign.
     */
    public Challenge challenge(NodeAddress node) {
        if (Registry.standing(database.read(), node) instanceof Registry.Standing.NotRegistered) {
            return new Challenge.NotRegistered(node);
        }
        return database.transaction(tx -> {
            SessionStore.lockNode(tx, node);
            Duration life = config.times().challenge();
            return new Challenge.Issued(message(
                    node,
                    SessionStore.openChallenge(tx, node, life.dividedBy(2)).orElseGet(() -> newChallenge(tx, node))));
        });
    }

    private SessionStore.OpenChallenge newChallenge(DSLContext tx, NodeAddress node) {
        Instant expiresAt =
                DatabaseClock.read(tx).plus(config.times().challenge()).truncatedTo(ChronoUnit.MILLIS);
        var challenge = new SessionStore.OpenChallenge(tokens.next().reveal(), expiresAt);
        SessionStore.keepChallenge(tx, node, challenge);
        return challenge;
    }

    private LoginMessage message(NodeAddress node, SessionStore.OpenChallenge challenge) {
        return new LoginMessage(
                config.login().domain(),
                node,
                config.login().uri(),
                config.chainId(),
                challenge.nonce(),
                challenge.expiresAt().minus(config.times().challenge()).truncatedTo(ChronoUnit.MILLIS),
                challenge.expiresAt());
    }

    /** Checks the signed message, the node's registration and stake, and its models; opens a session. */
    public LoginOutcome login(
            String message, Signature signature, List<ServedModel> models, String software, String device) {
        LoginMessage parsed;
        try {
            parsed = LoginMessage.parse(message);
        } catch (IllegalArgumentException e) {
            return new LoginOutcome.Malformed(String.valueOf(e.getMessage()));
        }
        if (!isForUs(parsed)) {
            return new LoginOutcome.Malformed(
                    "the message is for " + parsed.domain() + ", " + parsed.uri() + " on chain " + parsed.chainId()
                            + ", not for " + config.login() + " on chain " + config.chainId());
        }
        if (!SignatureCheck.isBy(parsed.node().address(), parsed.digest(), signature)) {
            return new LoginOutcome.BadSignature();
        }
        Optional<LoginOutcome> unfit = unfit(models);
        return unfit.orElseGet(() -> open(parsed, models, bounded(software), bounded(device)));
    }

    private boolean isForUs(LoginMessage message) {
        return message.domain().equals(config.login().domain())
                && message.uri().equals(config.login().uri())
                && message.chainId().equals(config.chainId());
    }

    private Optional<LoginOutcome> unfit(List<ServedModel> models) {
        if (models.isEmpty()) {
            return Optional.of(new LoginOutcome.NoModels("a miner must serve at least one model"));
        }
        var seen = new HashSet<ModelId>();
        for (ServedModel served : models) {
            Optional<ModelOffer> offer = catalogue.find(served.model());
            if (!seen.add(served.model())) {
                return Optional.of(new LoginOutcome.NoModels("model " + served.model() + " is named twice"));
            }
            if (offer.isEmpty()) {
                return Optional.of(new LoginOutcome.ModelMismatch(served.model(), "not on offer"));
            }
            if (!offer.get().modelHash().equals(served.modelHash())) {
                return Optional.of(new LoginOutcome.ModelMismatch(
                        served.model(),
                        "on offer is " + offer.get().modelHash() + ", the miner has " + served.modelHash()));
            }
        }
        return Optional.empty();
    }

    private LoginOutcome open(LoginMessage message, List<ServedModel> models, String software, String device) {
        Secret token = tokens.next();
        var requeued = new ArrayList<TaskId>();
        LoginOutcome outcome = database.transaction(tx -> {
            requeued.clear();
            if (!SessionStore.useChallenge(tx, message.nonce(), message.node())) {
                return new LoginOutcome.Expired();
            }
            return switch (Registry.standing(tx, message.node())) {
                case Registry.Standing.NotRegistered ignored -> new LoginOutcome.NotRegistered(message.node());
                case Registry.Standing.StakeTooLow ignored -> new LoginOutcome.StakeTooLow(message.node());
                case Registry.Standing.Active active -> {
                    SessionStore.lockNode(tx, message.node());
                    SessionStore.liveSessionOf(tx, message.node())
                            .ifPresent(older -> requeued.addAll(end(tx, older, "a newer login")));
                    var opening = new SessionStore.NewSession(
                            message.node(),
                            active.owner(),
                            hash(token),
                            models,
                            software,
                            device,
                            config.times().session());
                    var session = SessionStore.open(tx, new SessionId(ids.next()), opening);
                    yield new LoginOutcome.SignedIn(token, session);
                }
            };
        });
        if (outcome instanceof LoginOutcome.SignedIn) {
            requeued.forEach(waker::taskChanged);
            waker.leasesChanged(message.node());
            waker.workChanged();
        }
        return outcome;
    }

    /** The session of this token; its life begins anew when half of it is over, so that only absence ends it. */
    public Authentication authenticate(Secret token) {
        Duration life = config.times().session();
        SessionStore.Seen seen = SessionStore.authenticate(database.read(), hash(token));
        boolean fades = seen.remaining().compareTo(life.dividedBy(2)) < 0;
        return fades && seen.authentication() instanceof Authentication.Live(Session session)
                ? database.transaction(tx -> SessionStore.prolong(tx, session, life))
                : seen.authentication();
    }

    /** Ends the session; its live leases go back to the queue. */
    public void logout(Session session) {
        List<TaskId> requeued = database.transaction(tx -> {
            SessionStore.lockNode(tx, session.node());
            return end(tx, session.id(), "logged out");
        });
        requeued.forEach(waker::taskChanged);
        waker.leasesChanged(session.node());
        waker.workChanged();
    }

    /** Ends a session and its leases; no round may run meanwhile, or it would give the ended session another one. */
    private List<TaskId> end(DSLContext tx, SessionId session, String detail) {
        RoundLock.take(tx);
        SessionStore.end(tx, session);
        List<TaskId> tasks = LeaseStore.tasksOf(tx, session);
        for (TaskId id : tasks) {
            TaskStore.lock(tx, id)
                    .ifPresent(task -> LeaseStore.lockLiveOf(tx, id)
                            .filter(lease -> lease.session().equals(session))
                            .ifPresent(lease -> leases.lose(tx, task, lease, LeaseEnd.SUPERSEDED, detail)));
        }
        return tasks;
    }

    private static String bounded(String label) {
        String printable = label.replace("\0", "");
        return printable.substring(0, Math.min(MAX_LABEL_CHARACTERS, printable.length()));
    }

    private static Hash32 hash(Secret token) {
        return Sha256.hash(token.reveal().getBytes(StandardCharsets.UTF_8));
    }
}
