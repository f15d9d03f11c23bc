package network.cuckoo.api.admin;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import network.cuckoo.api.input.Requests;
import network.cuckoo.api.listen.Endpoint;
import network.cuckoo.api.output.Answers;
import network.cuckoo.api.output.StandingJson;
import network.cuckoo.api.problem.ProblemCode;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.scheduler.standing.MinerStanding;
import network.cuckoo.scheduler.standing.Standings;

/** {@code /admin/standings}: miners that were ever blamed, and lifting a suspension that was unjust. */
public final class MinerStandings implements Endpoint {
    private final Standings standings;
    private final InstantSource clock;

    public MinerStandings(Standings standings, InstantSource clock) {
        this.standings = standings;
        this.clock = clock;
    }

    private record StandingList(List<Entry> standings) {}

    private record Entry(NodeAddress node, StandingJson standing) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get(
                "/admin/standings",
                ctx -> Answers.ok(
                        ctx,
                        new StandingList(
                                standings.all().stream().map(this::entry).toList())));
        routes.post("/admin/standings/{node}/lift", this::lift);
    }

    private void lift(Context ctx) {
        NodeAddress node = Requests.path(ctx, "node", NodeAddress::parse);
        MinerStanding lifted = standings
                .lift(node)
                .orElseThrow(() -> ProblemCode.NOT_FOUND.because(
                        "No miner " + node + " was ever blamed, so there is nothing to lift."));
        Answers.ok(ctx, entry(lifted));
    }

    private Entry entry(MinerStanding miner) {
        return new Entry(miner.node(), StandingJson.of(miner, standings.rules(), clock.instant()));
    }
}
