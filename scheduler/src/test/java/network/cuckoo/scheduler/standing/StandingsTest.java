package network.cuckoo.scheduler.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.task.LeaseEnd;
import network.cuckoo.domain.task.LifeDecision.Fault;
import network.cuckoo.scheduler.leases.LeaseOffer;
import network.cuckoo.scheduler.sessions.Session;
import network.cuckoo.scheduler.world.FakeMiner;
import network.cuckoo.scheduler.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandingsTest {
    private final World world = World.create();
    private final Standings standings = world.desks().standings();
    private final FakeMiner one = world.miner("one", 40_000);
    private final FakeMiner other = world.miner("other", 40_000);

    @AfterEach
    void close() {
        world.close();
    }

    private void blame(NodeAddress node, LeaseEnd end, int times) {
        for (int i = 0; i < times; i++) {
            world.database().transactionVoid(tx -> standings.blame(tx, List.of(new Fault(node, end))));
        }
    }

    private Set<NodeAddress> suspended() {
        return Standings.suspended(world.database().read());
    }

    @Test
    void blame_suspends_onceTheScoreIsFull() {
        blame(one.node(), LeaseEnd.FAILED, 4);
        assertThat(suspended()).isEmpty();
        blame(one.node(), LeaseEnd.TIMED_OUT, 1);
        assertThat(suspended()).containsExactly(one.node());
        MinerStanding standing = standings.find(one.node()).orElseThrow();
        assertThat(standing.faults())
                .containsEntry(LeaseEnd.FAILED, 4L)
                .containsEntry(LeaseEnd.TIMED_OUT, 1L)
                .containsEntry(LeaseEnd.REFUSED, 0L);
        assertThat(standing.suspensions()).isOne();
        assertThat(standing.standing().reason()).contains(LeaseEnd.TIMED_OUT);
        assertThat(standings.all()).extracting(MinerStanding::node).containsExactly(one.node());
    }

    @Test
    void suspension_endsWithItsTime() {
        blame(one.node(), LeaseEnd.FAILED, 5);
        world.database()
                .transactionVoid(tx ->
                        tx.execute("UPDATE miner_standing SET suspended_until = clock_timestamp() - interval '1 ms'"));
        assertThat(suspended()).isEmpty();
    }

    @Test
    void lift_letsTheMinerBackIn_andTellsOfMinersNobodyBlamed() {
        blame(one.node(), LeaseEnd.FAILED, 5);
        MinerStanding lifted = standings.lift(one.node()).orElseThrow();
        assertThat(suspended()).isEmpty();
        assertThat(lifted.standing().score()).isZero();
        assertThat(lifted.standing().strikes()).isZero();
        assertThat(standings.lift(other.node())).isEmpty();
    }

    @Test
    void acceptedResult_recoversItsMiner_andMakesNoRowOfOneThatIsGood() {
        world.chain().beginEpoch();
        var app = world.app("app", 5);
        var sessions = Map.of(one, one.login(world.desks(), 1), other, other.login(world.desks(), 1));
        blame(one.node(), LeaseEnd.FAILED, 2);
        blame(other.node(), LeaseEnd.FAILED, 2);
        world.submit(app);
        world.desks().round().run();
        FakeMiner winner = worker(sessions);
        LeaseOffer lease = winner.poll(world.desks(), session(sessions, winner)).getFirst();
        winner.work(world.desks(), session(sessions, winner), lease);
        FakeMiner idle = winner == one ? other : one;
        assertThat(score(winner)).isBetween(2.9, 3.0);
        assertThat(score(idle)).isBetween(3.9, 4.0);
    }

    @Test
    void accepted_writesNothing_aboutMinersWithoutAScore() {
        world.database().transactionVoid(tx -> standings.accepted(tx, Map.of(new TaskId(new UUID(7, 7)), one.node())));
        assertThat(standings.all()).isEmpty();
    }

    @Test
    void rejectedInput_isTheMinersFault_onceAnotherMakesAResultOfIt() {
        world.chain().beginEpoch();
        var app = world.app("app", 5);
        var sessions = Map.of(one, one.login(world.desks(), 1), other, other.login(world.desks(), 1));
        var task = world.submit(app);
        world.desks().round().run();
        FakeMiner first = worker(sessions);
        LeaseOffer rejected =
                first.poll(world.desks(), session(sessions, first)).getFirst();
        world.desks()
                .leases()
                .fail(session(sessions, first), rejected.lease(), rejected.fence(), "input-rejected", "too long");
        assertThat(standings.all()).isEmpty();
        world.desks().round().run();
        FakeMiner second = first == one ? other : one;
        LeaseOffer taken = second.poll(world.desks(), session(sessions, second)).getFirst();
        second.work(world.desks(), session(sessions, second), taken);
        assertThat(world.task(task).output()).isPresent();
        assertThat(standings.all()).extracting(MinerStanding::node).containsExactly(first.node());
        assertThat(standings.all().getFirst().faults()).containsEntry(LeaseEnd.INPUT_REJECTED, 1L);
    }

    @Test
    void blame_countsAll_whenManyComeAtOnceInAnyOrder() {
        List<CompletableFuture<Void>> all = IntStream.range(0, 40)
                .mapToObj(i -> CompletableFuture.runAsync(() -> world.database()
                        .transactionVoid(tx -> standings.blame(
                                tx,
                                i % 2 == 0
                                        ? List.of(
                                                new Fault(one.node(), LeaseEnd.REFUSED),
                                                new Fault(other.node(), LeaseEnd.REFUSED))
                                        : List.of(
                                                new Fault(other.node(), LeaseEnd.REFUSED),
                                                new Fault(one.node(), LeaseEnd.REFUSED))))))
                .toList();
        all.forEach(CompletableFuture::join);
        assertThat(standings.all())
                .hasSize(2)
                .allSatisfy(miner -> assertThat(miner.faults()).containsEntry(LeaseEnd.REFUSED, 40L));
    }

    private double score(FakeMiner miner) {
        return standings.find(miner.node()).orElseThrow().standing().score();
    }

    private FakeMiner worker(Map<FakeMiner, Session> sessions) {
        return sessions.keySet().stream()
                .filter(miner ->
                        !miner.poll(world.desks(), session(sessions, miner)).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static Session session(Map<FakeMiner, Session> sessions, FakeMiner miner) {
        return Objects.requireNonNull(sessions.get(miner));
    }
}
