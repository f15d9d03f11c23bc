package network.cuckoo.scheduler.sessions;

import static network.cuckoo.db.generated.Tables.LOGIN_CHALLENGE;
import static network.cuckoo.db.generated.Tables.MINER_SESSION;
import static network.cuckoo.db.generated.Tables.SESSION_MODEL;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.cuckoo.db.generated.tables.records.MinerSessionRecord;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.SessionId;
import network.cuckoo.scheduler.clock.DatabaseClock;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.types.DayToSecond;

/** The only writer of {@code login_challenge}, {@code miner_session} and {@code session_model}. */
public final class SessionStore {
    private SessionStore() {}

    /** What a poll met. */
    public enum Poll {
        SESSION_ENDED,
        /** The miner was there before and nothing about it changed. */
        STILL_THERE,
        /** It was taken for offline or draining, or begins to drain: rounds may go differently now. */
        CAME_BACK
    }

    /** Whether it is known well enough that the miner is there: it polled just now, and nothing about it changed. */
    public static boolean polledWithin(DSLContext read, SessionId session, boolean draining, Duration time) {
        return read.fetchExists(DSL.selectOne()
                .from(MINER_SESSION)
                .where(MINER_SESSION.SESSION_ID.eq(session.value()), MINER_SESSION.ENDED_AT.isNull())
                .and(MINER_SESSION.EXPIRES_AT.gt(DatabaseClock.now()))
                .and(MINER_SESSION.LAST_POLL_AT.gt(DatabaseClock.ago(time)))
                .and(MINER_SESSION.LAST_POLL_AT.ne(MINER_SESSION.STARTED_AT))
                .and(MINER_SESSION.UNANSWERED_AT.isNull())
                .and(MINER_SESSION.DRAINING.eq(draining)));
    }

    /** Notes that the miner polled. */
    public static Poll poll(DSLContext tx, SessionId session, boolean draining) {
        Optional<MinerSessionRecord> before = tx.selectFrom(MINER_SESSION)
                .where(MINER_SESSION.SESSION_ID.eq(session.value()), MINER_SESSION.ENDED_AT.isNull())
                .and(MINER_SESSION.EXPIRES_AT.gt(DatabaseClock.now()))
                .forNoKeyUpdate()
                .fetchOptional();
        if (before.isEmpty()) {
            return Poll.SESSION_ENDED;
        }
        tx.update(MINER_SESSION)
                .set(MINER_SESSION.LAST_POLL_AT, DatabaseClock.now())
                .set(MINER_SESSION.DRAINING, draining)
                .setNull(MINER_SESSION.UNANSWERED_AT)
                .where(MINER_SESSION.SESSION_ID.eq(session.value()))
                .execute();
        MinerSessionRecord was = before.get();
        boolean silent = was.getUnansweredAt() != null || was.getLastPollAt().equals(was.getStartedAt());
        return silent || was.getDraining() != draining ? Poll.CAME_BACK : Poll.STILL_THERE;
    }

    /** The miner let an offer run out: it counts as offline until it polls again. */
    public static void markUnanswered(DSLContext tx, SessionId session) {
        tx.update(MINER_SESSION)
                .set(MINER_SESSION.UNANSWERED_AT, DatabaseClock.now())
                .where(MINER_SESSION.SESSION_ID.eq(session.value()))
                .execute();
    }

    /** Moves the last polls of all live sessions: nobody was there to be polled. */
    public static void extendPolls(DSLContext tx, Duration by) {
        tx.update(MINER_SESSION)
                .set(MINER_SESSION.LAST_POLL_AT, MINER_SESSION.LAST_POLL_AT.plus(DayToSecond.valueOf(by)))
                .where(MINER_SESSION.ENDED_AT.isNull())
                .execute();
    }

    static void keepChallenge(DSLContext tx, NodeAddress node, OpenChallenge challenge) {
        tx.insertInto(LOGIN_CHALLENGE)
                .set(LOGIN_CHALLENGE.NONCE, challenge.nonce())
                .set(LOGIN_CHALLENGE.NODE_ADDRESS, node.address())
                .set(LOGIN_CHALLENGE.EXPIRES_AT, challenge.expiresAt())
                .execute();
    }

    /** The node's unused challenge that is good for at least so long, if there is one. */
    static Optional<OpenChallenge> openChallenge(DSLContext tx, NodeAddress node, Duration atLeast) {
        return tx.selectFrom(LOGIN_CHALLENGE)
                .where(LOGIN_CHALLENGE.NODE_ADDRESS.eq(node.address()), LOGIN_CHALLENGE.USED_AT.isNull())
                .and(LOGIN_CHALLENGE.EXPIRES_AT.gt(DatabaseClock.in(atLeast)))
                .orderBy(LOGIN_CHALLENGE.EXPIRES_AT.desc())
                .limit(1)
                .fetchOptional(row -> new OpenChallenge(row.getNonce(), row.getExpiresAt()));
    }

    /** Forgets challenges that nobody can use any more. */
    public static void forgetOldChallenges(DSLContext tx) {
        tx.deleteFrom(LOGIN_CHALLENGE)
                .where(LOGIN_CHALLENGE.EXPIRES_AT.lt(DatabaseClock.now()))
                .execute();
    }

    /** Uses up a challenge; false if it is unknown, another node's, used or too old. */
    static boolean useChallenge(DSLContext tx, String nonce, NodeAddress node) {
        return tx.update(LOGIN_CHALLENGE)
                        .set(LOGIN_CHALLENGE.USED_AT, DatabaseClock.now())
                        .where(
                                LOGIN_CHALLENGE.NONCE.eq(nonce),
                                LOGIN_CHALLENGE.NODE_ADDRESS.eq(node.address()),
                                LOGIN_CHALLENGE.USED_AT.isNull(),
                                LOGIN_CHALLENGE.EXPIRES_AT.gt(DatabaseClock.now()))
                        .execute()
                == 1;
    }

    /** Serialises logins of one node until the transaction ends. */
    static void lockNode(DSLContext tx, NodeAddress node) {
        tx.select(DSL.function("pg_advisory_xact_lock", Object.class, DSL.val(0x6375636b), DSL.val(node.hashCode())))
                .execute();
    }

    static Optional<SessionId> liveSessionOf(DSLContext tx, NodeAddress node) {
        return tx.select(MINER_SESSION.SESSION_ID)
                .from(MINER_SESSION)
                .where(MINER_SESSION.NODE_ADDRESS.eq(node.address()), MINER_SESSION.ENDED_AT.isNull())
                .fetchOptional(row -> new SessionId(row.value1()));
    }

    static void end(DSLContext tx, SessionId session) {
        tx.update(MINER_SESSION)
                .set(MINER_SESSION.ENDED_AT, DatabaseClock.now())
                .where(MINER_SESSION.SESSION_ID.eq(session.value()), MINER_SESSION.ENDED_AT.isNull())
                .execute();
    }

    static Session open(DSLContext tx, SessionId id, NewSession opening) {
        long last = tx.select(DSL.coalesce(DSL.max(MINER_SESSION.GENERATION), 0L))
                .from(MINER_SESSION)
                .where(MINER_SESSION.NODE_ADDRESS.eq(opening.node().address()))
                .fetchSingle()
                .value1();
        Instant now = DatabaseClock.read(tx);
        tx.insertInto(MINER_SESSION)
                .set(MINER_SESSION.SESSION_ID, id.value())
                .set(MINER_SESSION.NODE_ADDRESS, opening.node().address())
                .set(MINER_SESSION.OWNER_ADDRESS, opening.owner().address())
                .set(MINER_SESSION.GENERATION, last + 1)
                .set(MINER_SESSION.TOKEN_HASH, opening.tokenHash())
                .set(MINER_SESSION.SOFTWARE, opening.software())
                .set(MINER_SESSION.DEVICE, opening.device())
                .set(MINER_SESSION.STARTED_AT, now)
                .set(MINER_SESSION.LAST_POLL_AT, now)
                .set(MINER_SESSION.EXPIRES_AT, now.plus(opening.life()))
                .execute();
        for (ServedModel model : opening.models()) {
            tx.insertInto(SESSION_MODEL)
                    .set(SESSION_MODEL.SESSION_ID, id.value())
                    .set(SESSION_MODEL.MODEL, model.model().value())
                    .set(SESSION_MODEL.MODEL_HASH, model.modelHash())
                    .set(SESSION_MODEL.PLACES, model.places())
                    .execute();
        }
        return new Session(id, opening.node(), opening.owner(), last + 1, now.plus(opening.life()));
    }

    /** Lets the session's life begin anew, unless it has ended meanwhile. */
    static Authentication prolong(DSLContext tx, Session session, Duration life) {
        return tx.update(MINER_SESSION)
                .set(MINER_SESSION.EXPIRES_AT, DatabaseClock.in(life))
                .where(MINER_SESSION.SESSION_ID.eq(session.id().value()), MINER_SESSION.ENDED_AT.isNull())
                .and(MINER_SESSION.EXPIRES_AT.gt(DatabaseClock.now()))
                .returning()
                .fetchOptional()
                .<Authentication>map(row -> new Authentication.Live(session(row)))
                .orElseGet(Authentication.Ended::new);
    }

    static Seen authenticate(DSLContext read, Hash32 tokenHash) {
        return read.select(MINER_SESSION.asterisk(), DatabaseClock.now().as("read_at"))
                .from(MINER_SESSION)
                .where(MINER_SESSION.TOKEN_HASH.eq(tokenHash))
                .fetchOptional()
                .map(row -> seen(row.into(MINER_SESSION), row.get("read_at", Instant.class)))
                .orElseGet(() -> new Seen(new Authentication.Unknown(), Duration.ZERO));
    }

    private static Seen seen(MinerSessionRecord row, Instant now) {
        boolean live = row.getEndedAt() == null && row.getExpiresAt().isAfter(now);
        return new Seen(
                live ? new Authentication.Live(session(row)) : new Authentication.Ended(),
                Duration.between(now, row.getExpiresAt()));
    }

    private static Session session(MinerSessionRecord row) {
        return new Session(
                new SessionId(row.getSessionId()),
                new NodeAddress(row.getNodeAddress()),
                new OwnerAddress(row.getOwnerAddress()),
                row.getGeneration(),
                row.getExpiresAt());
    }

    /** Whose token it is, and how much of the session's life is left. */
    record Seen(Authentication authentication, Duration remaining) {}

    /** A challenge that was not answered yet. */
    record OpenChallenge(String nonce, Instant expiresAt) {}

    /** What a login opens. */
    record NewSession(
            NodeAddress node,
            OwnerAddress owner,
            Hash32 tokenHash,
            List<ServedModel> models,
            String software,
            String device,
            Duration life) {}
}
