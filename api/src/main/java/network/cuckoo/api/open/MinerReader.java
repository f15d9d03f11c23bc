package network.cuckoo.api.open;

import static network.cuckoo.db.generated.Tables.CANDIDATE_INFO;
import static network.cuckoo.db.generated.Tables.CANDIDATE_WEIGHT;
import static network.cuckoo.db.generated.Tables.LEASE;
import static network.cuckoo.db.generated.Tables.LEDGER_ACCOUNT;
import static network.cuckoo.db.generated.Tables.MINER_SESSION;
import static network.cuckoo.db.generated.Tables.SESSION_MODEL;
import static network.cuckoo.db.generated.Tables.STAKE_CANDIDATE;
import static network.cuckoo.db.generated.Tables.TASK_RESULT;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.currentInstant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import network.cuckoo.db.Database;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.ledger.LedgerAccount;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Reads what chain and tables say about miners, a few statements for all of them together. */
final class MinerReader {
    private final Database database;

    MinerReader(Database database) {
        this.database = database;
    }

    /** A miner as the chain has it. */
    record Registration(
            NodeAddress node,
            OwnerAddress owner,
            boolean registered,
            boolean active,
            Wei ownStake,
            Wei weight,
            Optional<String> info) {}

    /** A model in a session, with how many tasks of it are taken at a time. */
    record ServedModel(String model, int places) {}

    /** A login that is not over. */
    record LiveSession(
            String software,
            String device,
            boolean draining,
            Instant lastPollAt,
            Instant expiresAt,
            List<ServedModel> models) {
        boolean isOnlineAt(Instant now, Duration offlineAfter) {
            return expiresAt.isAfter(now) && lastPollAt.plus(offlineAfter).isAfter(now);
        }
    }

    /** What miners do and have done, at the database's time {@code now}. */
    record Activity(
            Instant now,
            Map<Address, LiveSession> sessions,
            Map<Address, Integer> live,
            Map<Address, Integer> accepted,
            Map<String, Wei> earnings) {
        Optional<LiveSession> session(NodeAddress node) {
            return Optional.ofNullable(sessions.get(node.address()));
        }

        int working(NodeAddress node) {
            return live.getOrDefault(node.address(), 0);
        }

        int done(NodeAddress node) {
            return accepted.getOrDefault(node.address(), 0);
        }

        Wei earned(OwnerAddress owner) {
            return earnings.getOrDefault(owner.hex(), Wei.ZERO);
        }
    }

    /** Every miner ever registered. */
    List<Registration> registrations() {
        return database.read()
                .select(STAKE_CANDIDATE.asterisk())
                .select(CANDIDATE_WEIGHT.WEIGHT_WEI, CANDIDATE_INFO.INFO)
                .from(STAKE_CANDIDATE)
                .join(CANDIDATE_WEIGHT)
                .on(CANDIDATE_WEIGHT.OWNER_ADDRESS.eq(STAKE_CANDIDATE.OWNER_ADDRESS))
                .leftJoin(CANDIDATE_INFO)
                .on(CANDIDATE_INFO.OWNER_ADDRESS.eq(STAKE_CANDIDATE.OWNER_ADDRESS))
                .where(STAKE_CANDIDATE.KIND.eq((short) CandidateKind.MINER.number()))
                .fetch(row -> new Registration(
                        new NodeAddress(row.get(STAKE_CANDIDATE.NODE_ADDRESS)),
                        new OwnerAddress(row.get(STAKE_CANDIDATE.OWNER_ADDRESS)),
                        row.get(STAKE_CANDIDATE.REGISTERED),
                        row.get(STAKE_CANDIDATE.ACTIVE),
                        new Wei(row.get(STAKE_CANDIDATE.OWN_STAKE_WEI)),
                        new Wei(row.get(CANDIDATE_WEIGHT.WEIGHT_WEI)),
                        text(row.get(CANDIDATE_INFO.INFO))));
    }

    /** Sessions, work and earnings of all miners. */
    Activity activity() {
        DSLContext read = database.read();
        @Nullable Instant now = read.select(currentInstant()).fetchOne(0, Instant.class);
        if (now == null) {
            throw new IllegalStateException("the database has no time");
        }
        return new Activity(now, sessions(read), working(read), done(read), earned(read));
    }

    private static Map<Address, LiveSession> sessions(DSLContext read) {
        Map<UUID, List<ServedModel>> models = read.select(SESSION_MODEL.asterisk())
                .from(SESSION_MODEL)
                .join(MINER_SESSION)
                .on(MINER_SESSION.SESSION_ID.eq(SESSION_MODEL.SESSION_ID))
                .where(MINER_SESSION.ENDED_AT.isNull())
                .orderBy(SESSION_MODEL.MODEL)
                .fetchGroups(
                        SESSION_MODEL.SESSION_ID,
                        row -> new ServedModel(row.get(SESSION_MODEL.MODEL), row.get(SESSION_MODEL.PLACES)));
        return read.selectFrom(MINER_SESSION)
                .where(MINER_SESSION.ENDED_AT.isNull())
                .fetchMap(
                        MINER_SESSION.NODE_ADDRESS,
                        row -> new LiveSession(
                                row.getSoftware(),
                                row.getDevice(),
                                row.getDraining(),
                                row.getLastPollAt(),
                                row.getExpiresAt(),
                                models.getOrDefault(row.getSessionId(), List.of())));
    }

    private static Map<Address, Integer> working(DSLContext read) {
        return read.select(LEASE.NODE_ADDRESS, count())
                .from(LEASE)
                .where(LEASE.ENDED_AT.isNull())
                .groupBy(LEASE.NODE_ADDRESS)
                .fetchMap(LEASE.NODE_ADDRESS, count());
    }

    private static Map<Address, Integer> done(DSLContext read) {
        return read.select(TASK_RESULT.NODE_ADDRESS, count())
                .from(TASK_RESULT)
                .groupBy(TASK_RESULT.NODE_ADDRESS)
                .fetchMap(TASK_RESULT.NODE_ADDRESS, count());
    }

    private static Map<String, Wei> earned(DSLContext read) {
        return read.selectFrom(LEDGER_ACCOUNT)
                .where(LEDGER_ACCOUNT.KIND.eq(LedgerAccount.Kind.MINER.name()))
                .fetchMap(LEDGER_ACCOUNT.OWNER, row -> new Wei(row.getBalanceWei()));
    }

    private static Optional<String> text(@Nullable String text) {
        return Optional.ofNullable(text).filter(each -> !each.isBlank());
    }
}
