package network.cuckoo.scheduler.draws;

import static network.cuckoo.db.generated.Tables.ASSIGNMENT;
import static network.cuckoo.db.generated.Tables.AVAILABILITY_SNAPSHOT;
import static network.cuckoo.db.generated.Tables.EPOCH;
import static network.cuckoo.db.generated.Tables.EPOCH_SECRET;
import static network.cuckoo.db.generated.Tables.EPOCH_WEIGHTS;
import static network.cuckoo.db.generated.Tables.TASK;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import network.cuckoo.db.Database;
import network.cuckoo.db.RowsStatement;
import network.cuckoo.db.SqlFile;
import network.cuckoo.db.generated.tables.records.AssignmentRecord;
import network.cuckoo.db.generated.tables.records.EpochRecord;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.draw.DrawEvidence;
import network.cuckoo.domain.draw.DrawRecord;
import network.cuckoo.domain.draw.DrawSeed;
import network.cuckoo.domain.draw.MinerWeight;
import network.cuckoo.scheduler.tasks.TaskInputs;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;

/** The published log of draws. Holds no prompt. The only writer of {@code assignment} and {@code availability_snapshot}. */
public final class DrawLog {
    private static final String INSERT = SqlFile.read(DrawLog.class, "insert.sql");

    private final Database database;
    private final ChainId chainId;

    public DrawLog(Database database, ChainId chainId) {
        this.database = database;
        this.chainId = chainId;
    }

    /** Keeps what a round saw, once for each content. */
    public static void keepSnapshot(DSLContext tx, Hash32 hash, JsonNode content) {
        tx.insertInto(AVAILABILITY_SNAPSHOT)
                .set(AVAILABILITY_SNAPSHOT.SNAPSHOT_HASH, hash)
                .set(AVAILABILITY_SNAPSHOT.CONTENT, JSONB.valueOf(content.toString()))
                .onConflictDoNothing()
                .execute();
    }

    /** Writes draws, in this order. */
    public static void insertAll(DSLContext tx, List<Assignment> assignments) {
        RowsStatement.of(tx, INSERT, assignments)
                .uuids(assignment -> assignment.lease().value())
                .uuids(assignment -> assignment.task().value())
                .integers(assignment -> assignment.draw().inputs().attempt())
                .longs(Assignment::epochId)
                .addresses(assignment -> assignment.draw().winner().address())
                .addresses(assignment -> assignment.owner().address())
                .hashes(assignment -> assignment.draw().seed())
                .json(assignment -> DrawJson.write(assignment.draw()).toString())
                .hashes(Assignment::snapshotHash)
                .uuids(Assignment::round)
                .integers(Assignment::roundPosition)
                .executeEach();
    }

    /** All draws of a task that had a winner, in order of their attempts. */
    public List<AssignmentView> assignments(TaskId task) {
        return database.read()
                .select(ASSIGNMENT.asterisk(), EPOCH.asterisk())
                .select(TASK.REQUEST_HASH, AVAILABILITY_SNAPSHOT.CONTENT, EPOCH_SECRET.SECRET_HASH)
                .from(ASSIGNMENT)
                .join(TASK)
                .on(TASK.TASK_ID.eq(ASSIGNMENT.TASK_ID))
                .join(EPOCH)
                .on(EPOCH.EPOCH_ID.eq(ASSIGNMENT.EPOCH_ID))
                .join(AVAILABILITY_SNAPSHOT)
                .on(AVAILABILITY_SNAPSHOT.SNAPSHOT_HASH.eq(ASSIGNMENT.SNAPSHOT_HASH))
                .leftJoin(EPOCH_SECRET)
                .on(EPOCH_SECRET.NUMBER.eq(EPOCH.NUMBER))
                .where(ASSIGNMENT.TASK_ID.eq(task.value()))
                .orderBy(ASSIGNMENT.ATTEMPT)
                .fetch(this::view);
    }

    private AssignmentView view(Record row) {
        AssignmentRecord assignment = row.into(ASSIGNMENT);
        EpochRecord epoch = row.into(EPOCH);
        Hash32 requestHash = row.get(TASK.REQUEST_HASH);
        return new AssignmentView(
                new LeaseId(assignment.getLeaseId()),
                new TaskId(assignment.getTaskId()),
                draw(assignment, epoch, requestHash),
                evidence(epoch, requestHash, Optional.ofNullable(row.get(EPOCH_SECRET.SECRET_HASH))),
                assignment.getRoundId(),
                assignment.getRoundPosition(),
                assignment.getSnapshotHash(),
                TaskInputs.parse(row.get(AVAILABILITY_SNAPSHOT.CONTENT)),
                epoch.getVoidedAt() != null,
                assignment.getAssignedAt());
    }

    private DrawRecord draw(AssignmentRecord assignment, EpochRecord epoch, Hash32 requestHash) {
        var inputs = new DrawSeed(
                chainId,
                new NodeAddress(epoch.getCoordinatorAddress()),
                new EpochNumber(epoch.getNumber()),
                epoch.getEpochRoot(),
                epoch.getBeginBlockHash(),
                requestHash,
                assignment.getAttempt());
        JsonNode draw = TaskInputs.parse(assignment.getDraw());
        return new DrawRecord(
                inputs,
                assignment.getSeedHash(),
                new Wei(epoch.getTotalWei()),
                DrawJson.skips(draw),
                DrawJson.fallback(draw),
                new NodeAddress(assignment.getNodeAddress()));
    }

    private DrawEvidence evidence(EpochRecord epoch, Hash32 requestHash, Optional<Hash32> secret) {
        return new DrawEvidence(
                chainId,
                new NodeAddress(epoch.getCoordinatorAddress()),
                new EpochNumber(epoch.getNumber()),
                weights(database.read(), epoch.getEpochId()),
                epoch.getBeginBlockHash(),
                requestHash,
                epoch.getTipHash(),
                new EpochNumber(epoch.getTipEpoch()),
                secret);
    }

    private static List<MinerWeight> weights(DSLContext read, long epochId) {
        var weights = EPOCH_WEIGHTS.call(epochId);
        return read.selectFrom(weights)
                .orderBy(weights.POSITION)
                .fetch(row -> new MinerWeight(new NodeAddress(row.getNodeAddress()), new Wei(row.getWeightWei())));
    }
}
