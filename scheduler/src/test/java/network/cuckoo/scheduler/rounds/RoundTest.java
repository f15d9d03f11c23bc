package network.cuckoo.scheduler.rounds;

import static network.cuckoo.db.generated.Tables.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.draw.CheckStep;
import network.cuckoo.domain.draw.DrawCheck;
import network.cuckoo.domain.draw.DrawRecord.Skip;
import network.cuckoo.domain.draw.SkipReason;
import network.cuckoo.domain.task.TaskState;
import network.cuckoo.scheduler.Desks;
import network.cuckoo.scheduler.draws.AssignmentView;
import network.cuckoo.scheduler.draws.SnapshotHash;
import network.cuckoo.scheduler.leases.LeaseOffer;
import network.cuckoo.scheduler.leases.RoundLock;
import network.cuckoo.scheduler.sessions.Session;
import network.cuckoo.scheduler.tasks.TaskEvent;
import network.cuckoo.scheduler.tasks.WaitingReason;
import network.cuckoo.scheduler.world.FakeMiner;
import network.cuckoo.scheduler.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundTest {
    private final World world = World.create();

    @AfterEach
    void close() {
        world.close();
    }

    private RoundReport.Ran round() {
        return (RoundReport.Ran) world.desks().round().run();
    }

    @Test
    void run_assignsEveryTaskItHasPlacesFor_andNoMore() {
        FakeMiner miner = world.miner("a", 20_000);
        world.chain().beginEpoch();
        miner.login(world.desks(), 3);
        AppId app = world.app("app", 5);
        for (int i = 0; i < 5; i++) {
            world.submit(app);
        }

        assertThat(round().assigned()).hasSize(3);
        assertThat(round().assigned()).isEmpty();
        assertThat(world.desks().tasks().list(app, 10, Optional.empty()))
                .filteredOn(task -> task.state() == TaskState.QUEUED)
                .hasSize(2)
                .allMatch(task -> task.waitingReason().orElseThrow() == WaitingReason.ALL_BUSY);
    }

    @Test
    void run_saysWhyTasksWait() {
        AppId app = world.app("app", 1);
        TaskId task = world.submit(app);
        round();
        assertThat(world.task(task).waitingReason()).hasValue(WaitingReason.NO_EPOCH);

        world.chain().beginEpoch();
        round();
        assertThat(world.task(task).waitingReason()).hasValue(WaitingReason.NO_WEIGHT);

        FakeMiner miner = world.miner("a", 20_000);
        world.chain().beginEpoch();
        round();
        assertThat(world.task(task).waitingReason()).hasValue(WaitingReason.NO_MINER_ONLINE);

        miner.login(world.desks(), 1);
        assertThat(round().assigned()).hasSize(1);
        assertThat(world.task(task).waitingReason()).isEmpty();
    }

    @Test
    void run_leavesItToTheOther_whileAnotherRoundRuns() {
        RoundReport report = world.database().transaction(tx -> {
            RoundLock.take(tx);
            return world.desks().round().run();
        });

        assertThat(report).isEqualTo(new RoundReport.AnotherRuns());
        assertThat(world.desks().round().run()).isInstanceOf(RoundReport.Ran.class);
    }

    @Test
    void run_writesADrawThatAnOutsiderCanMakeAgain_onceTheSecretIsOut() {
        FakeMiner small = world.miner("small", 20_000);
        FakeMiner big = world.miner("big", 80_000);
        world.miner("offline", 40_000);
        world.chain().beginEpoch();
        small.login(world.desks(), 20);
        big.login(world.desks(), 20);
        AppId app = world.app("app", 20);
        List<TaskId> tasks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            tasks.add(world.submit(app));
        }
        round();

        for (TaskId task : tasks) {
            AssignmentView draw = world.desks().draws().assignments(task).getFirst();
            var provisional = DrawCheck.check(draw.record(), draw.evidence());
            assertThat(DrawCheck.holds(provisional)).isTrue();
            assertThat(DrawCheck.isFinal(provisional)).isFalse();
        }
        assertThat(world.desks().reveal().run()).isZero();
        world.chain().beginEpoch();
        assertThat(world.desks().reveal().run()).isEqualTo(1);
        for (TaskId task : tasks) {
            AssignmentView draw = world.desks().draws().assignments(task).getFirst();
            assertThat(DrawCheck.check(draw.record(), draw.evidence()))
                    .allMatch(step -> step.status() == CheckStep.Status.OK);
            assertThat(draw.snapshot().path("miners")).hasSize(2);
            assertThat(draw.record().skips()).allMatch(skip -> skip.reason() == SkipReason.OFFLINE);
        }
    }

    @Test
    void run_refusesAnEpochWhoseSecretIsOut() {
        FakeMiner miner = world.miner("a", 20_000);
        world.chain().beginEpoch();
        world.chain().beginEpoch();
        world.desks().reveal().run();
        miner.login(world.desks(), 1);
        TaskId task = world.submit(world.app("app", 1));
        world.database()
                .transactionVoid(
                        tx -> tx.execute(
                                "UPDATE epoch SET voided_at = clock_timestamp() WHERE number = (SELECT max(number) FROM epoch)"));

        assertThat(round().assigned()).isEmpty();
        assertThat(world.task(task).waitingReason()).hasValue(WaitingReason.NO_EPOCH);
    }

    @Test
    void run_drawsInTheNewEpoch_afterAReorgTookTheOldOnesBlock() {
        FakeMiner miner = world.miner("a", 20_000);
        world.chain().beginEpoch();
        miner.login(world.desks(), 2);
        AppId app = world.app("app", 2);
        TaskId before = world.submit(app);
        round();
        world.chain().reorgLastEpoch();
        TaskId after = world.submit(app);
        round();

        AssignmentView old = world.desks().draws().assignments(before).getFirst();
        AssignmentView fresh = world.desks().draws().assignments(after).getFirst();
        assertThat(old.epochVoided()).isTrue();
        assertThat(fresh.epochVoided()).isFalse();
        assertThat(fresh.evidence().blockHash()).isNotEqualTo(old.evidence().blockHash());
        assertThat(world.task(before).state()).isEqualTo(TaskState.LEASED);
    }

    @Test
    void run_passesOverMinersThatAreDrainingSilentInactiveOrServeOtherModels() {
        FakeMiner good = world.miner("good", 20_000);
        FakeMiner draining = world.miner("draining", 500_000);
        FakeMiner silent = world.miner("silent", 500_000);
        FakeMiner slashed = world.miner("slashed", 500_000);
        FakeMiner other = world.miner("other", 500_000);
        world.chain().beginEpoch();
        good.login(world.desks(), 50);
        Session drainingSession = draining.login(world.desks(), 50);
        world.desks().leases().poll(drainingSession, Set.of(), true);
        Session silentSession = silent.login(world.desks(), 50);
        world.database()
                .transactionVoid(tx -> tx.execute(
                        "UPDATE miner_session SET last_poll_at = clock_timestamp() - interval '1 hour' WHERE session_id = ?",
                        silentSession.id().value()));
        slashed.login(world.desks(), 50);
        world.chain().minerFallsTooLow(slashed.owner(), slashed.node());
        other.login(world.desks(), List.of(World.served(World.EMBEDDING, 50)));
        AppId app = world.app("app", 30);
        List<TaskId> tasks = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            tasks.add(world.submit(app));
        }

        assertThat(round().assigned())
                .hasSize(30)
                .allMatch(placed -> placed.miner().equals(good.node()));
        var reasons = new HashSet<SkipReason>();
        tasks.forEach(task -> world.task(task).assignment().orElseThrow().skips().stream()
                .map(Skip::reason)
                .forEach(reasons::add));
        assertThat(reasons)
                .containsExactlyInAnyOrder(
                        SkipReason.DRAINING, SkipReason.OFFLINE, SkipReason.INACTIVE, SkipReason.MODEL_NOT_SERVED);
    }

    @Test
    void run_countsPlacesDownWithinTheRound() {
        FakeMiner small = world.miner("small", 20_000);
        FakeMiner big = world.miner("big", 2_000_000);
        world.chain().beginEpoch();
        Session smallSession = small.login(world.desks(), 2);
        Session bigSession = big.login(world.desks(), 2);
        AppId app = world.app("app", 4);
        for (int i = 0; i < 4; i++) {
            world.submit(app);
        }

        assertThat(round().assigned()).hasSize(4);
        assertThat(small.poll(world.desks(), smallSession)).hasSize(2);
        assertThat(big.poll(world.desks(), bigSession)).hasSize(2);
    }

    @Test
    void run_takesTurnsBetweenApps_whateverTheirBacklogAndPriority() {
        FakeMiner miner = world.miner("a", 20_000);
        world.chain().beginEpoch();
        miner.login(world.desks(), 10);
        AppId greedy = world.app("greedy", 100);
        AppId modest = world.app("modest", 5);
        for (int i = 0; i < 100; i++) {
            world.submit(greedy, 9);
        }
        for (int i = 0; i < 5; i++) {
            world.submit(modest, 0);
        }

        List<RoundReport.Placed> placed = round().assigned();

        assertThat(placed).hasSize(10);
        assertThat(placed)
                .filteredOn(task -> world.task(task.task()).app().equals(modest))
                .hasSize(5);
    }

    @Test
    void run_takesTurnsBetweenApps_alsoFromRoundToRound() {
        FakeMiner miner = world.miner("a", 20_000);
        world.chain().beginEpoch();
        Session session = miner.login(world.desks(), 1);
        AppId greedy = world.app("greedy", 4);
        AppId modest = world.app("modest", 4);
        for (int i = 0; i < 4; i++) {
            world.submit(greedy);
            world.submit(modest);
        }
        var served = new ArrayList<AppId>();
        for (int i = 0; i < 4; i++) {
            served.add(world.task(round().assigned().getFirst().task()).app());
            miner.work(
                    world.desks(), session, miner.poll(world.desks(), session).getFirst());
        }

        assertThat(served).containsExactlyInAnyOrder(greedy, modest, greedy, modest);
    }

    @Test
    void run_givesAnAppOfThreeTimesTheWeight_threeTimesTheTurns() {
        FakeMiner miner = world.miner("a", 20_000);
        world.chain().beginEpoch();
        miner.login(world.desks(), 16);
        AppId heavy = world.app("heavy", 20);
        AppId light = world.app("light", 20);
        assertThat(world.desks().apps().weigh(heavy, 3)).isTrue();
        for (int i = 0; i < 20; i++) {
            world.submit(light);
            world.submit(heavy);
        }

        List<RoundReport.Placed> placed = round().assigned();

        assertThat(placed).hasSize(16);
        assertThat(placed)
                .filteredOn(task -> world.task(task.task()).app().equals(heavy))
                .hasSize(12);
    }

    /** The places before which all are gone don't pass a task that comes back, nor one that another process stored late. */
    @Test
    void run_findsTasksOlderThanThoseThatItTook() {
        FakeMiner first = world.miner("a", 20_000);
        FakeMiner second = world.miner("b", 20_000);
        world.chain().beginEpoch();
        first.login(world.desks(), 1);
        second.login(world.desks(), 1);
        AppId app = world.app("app", 6);
        TaskId early = world.submit(app);
        TaskId next = world.submit(app);
        world.database()
                .transactionVoid(tx -> tx.execute("UPDATE task_queue SET queued_at = queued_at - interval '1 hour'"));
        assertThat(round().assigned()).extracting(RoundReport.Placed::task).containsExactlyInAnyOrder(early, next);
        TaskId later = world.submit(app);

        world.passDeadlines();
        world.desks().sweep().run();
        first.login(world.desks(), 2);
        second.login(world.desks(), 2);

        assertThat(round().assigned())
                .extracting(RoundReport.Placed::task)
                .containsExactlyInAnyOrder(early, next, later);
    }

    @Test
    void run_givesUpTasksOfABundleThatWasReplaced_andTheirMoneyBack() {
        FakeMiner miner = world.miner("a", 20_000);
        world.chain().beginEpoch();
        miner.login(world.desks(), 1);
        AppId app = world.app("app", 1);
        TaskId task = world.submit(app);
        world.database()
                .transactionVoid(
                        tx -> tx.update(TASK).set(TASK.MODEL_HASH, Hash32.ZERO).execute());

        assertThat(round().failed()).containsExactly(task);

        assertThat(world.task(task).failure().orElseThrow().code()).isEqualTo("model_withdrawn");
        assertThat(world.desks().ledger().balance(app).available()).isEqualTo(World.PRICE);
        assertThat(world.desks().tasks().events(task, 0, 10).getLast().kind()).isEqualTo(TaskEvent.Kind.FAILED);
    }

    @Test
    void run_tellsBusyFromAbsent_whenOnlyANewcomerHasAPlace() {
        FakeMiner miner = world.miner("a", 20_000);
        world.chain().beginEpoch();
        Session session = miner.login(world.desks(), 1);
        AppId app = world.app("app", 2);
        world.submit(app);
        round();
        world.miner("newcomer", 20_000).login(world.desks(), 1);
        TaskId second = world.submit(app);

        round();
        assertThat(world.task(second).waitingReason()).hasValue(WaitingReason.ALL_BUSY);

        world.desks().sessions().logout(session);
        round();
        assertThat(world.task(second).waitingReason()).hasValue(WaitingReason.NO_MINER_ONLINE);
    }

    @Test
    void run_givesNoCreditForIdleness() {
        FakeMiner miner = world.miner("a", 20_000);
        world.chain().beginEpoch();
        Session session = miner.login(world.desks(), 4);
        AppId busy = world.app("busy", 60);
        for (int i = 0; i < 40; i++) {
            world.submit(busy);
        }
        for (int i = 0; i < 5; i++) {
            round();
            miner.poll(world.desks(), session).forEach(lease -> miner.work(world.desks(), session, lease));
        }
        AppId late = world.app("late", 10);
        for (int i = 0; i < 10; i++) {
            world.submit(late);
        }

        assertThat(round().assigned())
                .filteredOn(placed -> world.task(placed.task()).app().equals(busy))
                .hasSize(2);
    }

    @Test
    void run_takesHigherPriorityFirst_withinAnApp() {
        FakeMiner miner = world.miner("a", 20_000);
        world.chain().beginEpoch();
        miner.login(world.desks(), 2);
        AppId app = world.app("app", 4);
        world.submit(app, 0);
        TaskId low = world.submit(app, 1);
        TaskId high = world.submit(app, 9);
        world.submit(app, 0);

        assertThat(round().assigned()).extracting(RoundReport.Placed::task).containsExactly(high, low);
    }

    @Test
    void run_servesTheNextTask_whenTheFirstCanGoToNobodyThatIsFree() {
        FakeMiner loser = world.miner("loser", 20_000);
        world.chain().beginEpoch();
        Session session = loser.login(world.desks(), 1);
        AppId app = world.app("app", 3);
        TaskId first = world.submit(app);
        round();
        LeaseOffer lease = loser.poll(world.desks(), session).getFirst();
        FakeMiner busy = world.miner("busy", 20_000);
        world.chain().beginEpoch();
        busy.login(world.desks(), 1);
        TaskId second = world.submit(app);
        round();
        assertThat(world.task(second).assignment().orElseThrow().miner()).isEqualTo(busy.node());
        world.desks().leases().fail(session, lease.lease(), lease.fence(), "oom", "out of memory");
        TaskId third = world.submit(app);

        round();

        assertThat(world.task(first).waitingReason()).hasValue(WaitingReason.ONLY_EXCLUDED_FREE);
        assertThat(world.task(third).assignment().orElseThrow().miner()).isEqualTo(loser.node());
    }

    @Test
    void run_neverAssignsTwice_withTwoSchedulersAndTwoThousandTasks() throws Exception {
        FakeMiner one = world.miner("one", 40_000);
        FakeMiner two = world.miner("two", 20_000);
        world.chain().beginEpoch();
        one.login(world.desks(), 1_000);
        two.login(world.desks(), 1_000);
        AppId app = world.app("app", 2_000);
        fill(app, 2_000);
        Desks other = world.anotherProcess();

        try (var pool = Executors.newFixedThreadPool(2)) {
            Future<Integer> here = pool.submit(() -> placeAll(world.desks()));
            Future<Integer> there = pool.submit(() -> placeAll(other));
            assertThat(here.get() + there.get()).isEqualTo(2_000);
        }

        var counts = world.database()
                .read()
                .fetchSingle("SELECT count(*) AS leases, count(DISTINCT task_id) AS tasks FROM lease");
        assertThat(counts.get("leases")).isEqualTo(2_000L);
        assertThat(counts.get("tasks")).isEqualTo(2_000L);
    }

    /** Copies of one submitted task, for speed; the money is not looked at here. */
    private void fill(AppId app, int tasks) {
        world.submit(app);
        world.database().transactionVoid(tx -> tx.execute("""
                WITH copied AS (
                    INSERT INTO task (task_id, app_id, model, model_hash, input, nonce_hash, nonce_from_app, request_hash, price_wei, state, queue_seq)
                    SELECT gen_random_uuid(), app_id, model, model_hash, input, sha256(g::text::bytea), true, sha256(('r' || g)::bytea), price_wei,
                           state, nextval('task_queue_seq')
                      FROM task, generate_series(2, ?) g
                    RETURNING task_id, model, app_id, priority, queue_seq, price_wei)
                INSERT INTO task_queue (task_id, model, app_id, priority, queue_seq, price_wei) SELECT * FROM copied
                """, tasks));
    }

    private static int placeAll(Desks desks) {
        int placed = 0;
        for (int idle = 0; idle < 3; ) {
            int assigned = desks.round().run() instanceof RoundReport.Ran ran ? placed(ran) : -1;
            placed += Math.max(0, assigned);
            idle = assigned == 0 ? idle + 1 : 0;
        }
        return placed;
    }

    /** At most a thousand, and whether there may be more. */
    private static int placed(RoundReport.Ran ran) {
        assertThat(ran.assigned()).hasSizeLessThanOrEqualTo(1_000);
        assertThat(ran.full()).isEqualTo(ran.assigned().size() == 1_000);
        return ran.assigned().size();
    }

    @Test
    void content_isNamedByItsHash_alsoAfterTheDatabase() {
        FakeMiner miner = world.miner("a", 20_000);
        world.chain().beginEpoch();
        miner.login(world.desks(), 1);
        TaskId task = world.submit(world.app("app", 1));
        round();

        AssignmentView draw = world.desks().draws().assignments(task).getFirst();

        assertThat(SnapshotHash.of(draw.snapshot()))
                .isEqualTo(draw.snapshotHash())
                .isNotEqualTo(Hash32.ZERO);
    }
}
