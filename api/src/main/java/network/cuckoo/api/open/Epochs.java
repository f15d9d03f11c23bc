package network.cuckoo.api.open;

import static network.cuckoo.db.generated.Tables.EPOCH;
import static network.cuckoo.db.generated.Tables.EPOCH_SECRET;
import static network.cuckoo.db.generated.Tables.EPOCH_WEIGHT;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import network.cuckoo.api.input.Requests;
import network.cuckoo.api.listen.Endpoint;
import network.cuckoo.api.output.Answers;
import network.cuckoo.api.problem.ApiProblem;
import network.cuckoo.api.problem.ProblemCode;
import network.cuckoo.db.Database;
import network.cuckoo.db.generated.tables.records.EpochRecord;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/epochs/current} and {@code /v1/epochs/{number}}: the weights that draws are made with. */
public final class Epochs implements Endpoint {
    private static final int MAX_AGE_SECONDS = 1;

    private final Database database;

    public Epochs(Database database) {
        this.database = database;
    }

    private record EpochJson(
            long number,
            NodeAddress coordinator,
            int periodSeconds,
            long beginBlockNumber,
            Hash32 beginBlockHash,
            Hash32 epochRoot,
            Hash32 tip,
            long tipEpoch,
            Wei totalWei,
            @Nullable Hash32 secret,
            List<WeightJson> weights) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/v1/epochs/current", ctx -> answer(ctx, newest().orElseThrow(Epochs::noneYet)));
        routes.get("/v1/epochs/{number}", this::byNumber);
    }

    /** The newest epoch that no reorg took away: the one that draws use. */
    private Optional<EpochRecord> newest() {
        return database.read()
                .selectFrom(EPOCH)
                .where(EPOCH.VOIDED_AT.isNull())
                .orderBy(EPOCH.NUMBER.desc())
                .limit(1)
                .fetchOptional();
    }

    private void byNumber(Context ctx) {
        long number = Requests.path(ctx, "number", Long::parseLong);
        EpochRecord epoch = database.read()
                .selectFrom(EPOCH)
                .where(EPOCH.NUMBER.eq(number), EPOCH.VOIDED_AT.isNull())
                .fetchOptional()
                .orElseThrow(() -> ProblemCode.NOT_FOUND.because("There is no epoch " + number + "."));
        answer(ctx, epoch);
    }

    private void answer(Context ctx, EpochRecord epoch) {
        Answers.shared(
                ctx,
                MAX_AGE_SECONDS,
                new EpochJson(
                        epoch.getNumber(),
                        new NodeAddress(epoch.getCoordinatorAddress()),
                        epoch.getPeriodSeconds(),
                        epoch.getBeginBlockNumber(),
                        epoch.getBeginBlockHash(),
                        epoch.getEpochRoot(),
                        epoch.getTipHash(),
                        epoch.getTipEpoch(),
                        new Wei(epoch.getTotalWei()),
                        secret(epoch.getNumber()),
                        weights(epoch)));
    }

    private @Nullable Hash32 secret(long number) {
        return database.read()
                .select(EPOCH_SECRET.SECRET_HASH)
                .from(EPOCH_SECRET)
                .where(EPOCH_SECRET.NUMBER.eq(number))
                .fetchOptional(EPOCH_SECRET.SECRET_HASH)
                .orElse(null);
    }

    private List<WeightJson> weights(EpochRecord epoch) {
        var total = new Wei(epoch.getTotalWei());
        return database.read()
                .selectFrom(EPOCH_WEIGHT)
                .where(EPOCH_WEIGHT.EPOCH_ID.eq(epoch.getEpochId()))
                .orderBy(EPOCH_WEIGHT.POSITION)
                .fetch(row -> WeightJson.of(
                        new NodeAddress(row.getNodeAddress()),
                        new OwnerAddress(row.getOwnerAddress()),
                        new Wei(row.getWeightWei()),
                        total));
    }

    private static ApiProblem noneYet() {
        return ProblemCode.NOT_FOUND.because("No epoch has begun: the coordinator's hash chain is not on chain yet.");
    }
}
