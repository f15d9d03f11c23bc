package network.cuckoo.api.open;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import network.cuckoo.api.input.Page;
import network.cuckoo.api.input.Requests;
import network.cuckoo.api.listen.Endpoint;
import network.cuckoo.api.output.Answers;
import network.cuckoo.api.output.Shares;
import network.cuckoo.api.output.StandingJson;
import network.cuckoo.api.problem.ProblemCode;
import network.cuckoo.db.Database;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.scheduler.draws.SkipLog;
import network.cuckoo.scheduler.standing.MinerStanding;
import network.cuckoo.scheduler.standing.Standings;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/miners} and {@code GET /v1/miners/{node}}: the registered miners, their stakes and shares, whether they are at work and
 * how they stand; of one also why it was passed over in the last draws. Seconds old at most.
 */
public final class Miners implements Endpoint {
    private static final Duration MAX_AGE = Duration.ofSeconds(1);
    private static final String ONLINE = "online";

    private static final Duration DRAWS_MAX_AGE = Duration.ofSeconds(5);

    private final Recent<MinerList> miners;
    private final Recent<Map<NodeAddress, SkipLog.MinerDraws>> draws;

    /** @param offlineAfter silence after which a miner counts as offline, as in the draw */
    public Miners(Database database, Standings standings, Duration offlineAfter, InstantSource clock) {
        var reader = new MinerReader(database);
        this.miners = new Recent<>(clock, MAX_AGE, () -> MinerList.of(reader, standings, offlineAfter));
        this.draws = new Recent<>(clock, DRAWS_MAX_AGE, new SkipLog(database)::recent);
    }

    private record MinerList(Wei totalWeightWei, List<MinerJson> miners) {
        static MinerList of(MinerReader reader, Standings standings, Duration offlineAfter) {
            List<MinerReader.Registration> registrations = reader.registrations();
            Wei total =
                    registrations.stream().map(MinerReader.Registration::weight).reduce(Wei.ZERO, Wei::plus);
            MinerReader.Activity activity = reader.activity();
            Map<NodeAddress, StandingJson> blamed = standings.all().stream()
                    .collect(Collectors.toMap(
                            MinerStanding::node, miner -> StandingJson.of(miner, standings.rules(), activity.now())));
            List<MinerJson> rows = registrations.stream()
                    .map(each -> MinerJson.of(each, activity, total, offlineAfter, blamed.get(each.node())))
                    .sorted(Comparator.comparing(MinerJson::weightWei)
                            .reversed()
                            .thenComparing(MinerJson::node))
                    .toList();
            return new MinerList(total, rows);
        }

        MinerPage part(Page page) {
            int from = page.after().map(this::placeBehind).orElse(0);
            int to = Math.min(from + page.limit(), miners.size());
            @Nullable NodeAddress next = to < miners.size() ? miners.get(to - 1).node() : null;
            return new MinerPage(totalWeightWei, miners.size(), online(), miners.subList(from, to), next);
        }

        private int placeBehind(NodeAddress node) {
            return 1
                    + IntStream.range(0, miners.size())
                            .filter(place -> miners.get(place).node().equals(node))
                            .findFirst()
                            .orElseThrow(() -> Page.notInTheList(node));
        }

        MinerJson find(NodeAddress node) {
            return miners.stream()
                    .filter(miner -> miner.node().equals(node))
                    .findFirst()
                    .orElseThrow(() -> ProblemCode.NOT_FOUND.because("No miner is registered with node " + node + "."));
        }

        private int online() {
            return Math.toIntExact(miners.stream()
                    .filter(miner -> miner.state().equals(ONLINE))
                    .count());
        }
    }

    /**
     * What is answered.
     *
     * @param registered how many miners there are in all, {@code online} of them online
     * @param next what to send as {@code after} for the next part; null if this is the last
     */
    private record MinerPage(
            Wei totalWeightWei,
            int registered,
            int online,
            List<MinerJson> miners,
            @Nullable NodeAddress next) {}

    private record MinerJson(
            NodeAddress node,
            OwnerAddress owner,
            boolean registered,
            boolean active,
            Wei ownStakeWei,
            Wei weightWei,
            double share,
            String state,
            @Nullable String info,
            @Nullable String software,
            @Nullable String device,
            @Nullable Instant lastPollAt,
            List<MinerReader.ServedModel> models,
            int working,
            int done,
            Wei earnedWei,
            @Nullable StandingJson standing) {
        static MinerJson of(
                MinerReader.Registration miner,
                MinerReader.Activity activity,
                Wei total,
                Duration offlineAfter,
                @Nullable StandingJson standing) {
            Optional<MinerReader.LiveSession> session = activity.session(miner.node());
            boolean online = session.filter(each -> each.isOnlineAt(activity.now(), offlineAfter))
                    .isPresent();
            boolean draining = session.filter(MinerReader.LiveSession::draining).isPresent();
            return new MinerJson(
                    miner.node(),
                    miner.owner(),
                    miner.registered(),
                    miner.active(),
                    miner.ownStake(),
                    miner.weight(),
                    Shares.of(miner.weight(), total),
                    online ? (draining ? "draining" : ONLINE) : "offline",
                    miner.info().orElse(null),
                    session.map(MinerReader.LiveSession::software).orElse(null),
                    session.map(MinerReader.LiveSession::device).orElse(null),
                    session.map(MinerReader.LiveSession::lastPollAt).orElse(null),
                    session.map(MinerReader.LiveSession::models).orElse(List.of()),
                    activity.working(miner.node()),
                    activity.done(miner.node()),
                    activity.earned(miner.owner()),
                    standing);
        }
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/v1/miners", this::handle);
        routes.get("/v1/miners/{node}", this::one);
    }

    private record MinerPortrait(MinerJson miner, MinerDrawsJson draws) {}

    private void one(Context ctx) {
        NodeAddress node = Requests.path(ctx, "node", NodeAddress::parse);
        MinerJson miner = miners.get().find(node);
        var inDraws = draws.get().getOrDefault(node, new SkipLog.MinerDraws(0, Map.of()));
        Answers.shared(ctx, Math.toIntExact(MAX_AGE.toSeconds()), new MinerPortrait(miner, MinerDrawsJson.of(inDraws)));
    }

    @Override
    public Map<String, Set<String>> parameters() {
        return Map.of("GET /v1/miners", Page.PARAMETERS);
    }

    private void handle(Context ctx) {
        Page page = Page.of(ctx);
        Answers.shared(ctx, Math.toIntExact(MAX_AGE.toSeconds()), miners.get().part(page));
    }
}
