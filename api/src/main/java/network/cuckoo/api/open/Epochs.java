package network.cuckoo.api.open;

import static network.cuckoo.db.generated.Tables.EPOCH;
import static network.cuckoo.db.generated.Tables.EPOCH_SECRET;
import static network.cuckoo.db.generated.Tables.EPOCH_WEIGHTS;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.cuckoo.api.input.Page;
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

    /**
     * What is answered.
     *
     * @param miners how many miners have a weight in the epoch
     * @param next what to send as {@code after} for the next of the weights; null if these are the last
     */
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
            int miners,
            List<WeightJson> weights,
            @Nullable NodeAddress next) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/v1/epochs/current", ctx -> answer(ctx, newest().orElseThrow(Epochs::noneYet)));
        routes.get("/v1/epochs/{number}", this::byNumber);
    }

    @Override
    public Map<String, Set<String>> parameters() {
        return Map.of("GET /v1/epochs/current", Page.PARAMETERS, "GET /v1/epochs/{number}", Page.PARAMETERS);
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
        Page page = Page.of(ctx);
        int miners = epoch.getMiners();
        int from = page.after().map(node -> placeBehind(node, epoch)).orElse(0);
        List<WeightJson> weights = weights(epoch, from, page.limit());
        boolean isLast = weights.isEmpty() || from + weights.size() >= miners;
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
                        miners,
                        weights,
                        isLast ? null : weights.getLast().miner()));
    }

    private @Nullable Hash32 secret(long number) {
        return database.read()
                .select(EPOCH_SECRET.SECRET_HASH)
                .from(EPOCH_SECRET)
                .where(EPOCH_SECRET.NUMBER.eq(number))
                .fetchOptional(EPOCH_SECRET.SECRET_HASH)
                .orElse(null);
    }

    private int placeBehind(NodeAddress node, EpochRecord epoch) {
        var weights = EPOCH_WEIGHTS.call(epoch.getEpochId());
        return database.read()
                .select(weights.POSITION)
                .from(weights)
                .where(weights.NODE_ADDRESS.eq(node.address()))
                .fetchOptional(weights.POSITION)
                .map(position -> 1 + position)
                .orElseThrow(() -> Page.notInTheList(node));
    }

    private List<WeightJson> weights(EpochRecord epoch, int from, int limit) {
        var total = new Wei(epoch.getTotalWei());
        var weights = EPOCH_WEIGHTS.call(epoch.getEpochId());
        return database.read()
                .selectFrom(weights)
                .where(weights.POSITION.ge(from))
                .orderBy(weights.POSITION)
                .limit(limit)
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
