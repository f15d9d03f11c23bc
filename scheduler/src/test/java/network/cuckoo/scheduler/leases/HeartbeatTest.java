package network.cuckoo.scheduler.leases;

import static network.cuckoo.db.generated.Tables.COORDINATOR_PROCESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import network.cuckoo.scheduler.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private static final Duration GAP = Duration.ofSeconds(5);

    private final World world = World.create();
    private final UUID self = new UUID(7, 7);
    private final Heartbeat heartbeat = new Heartbeat(world.database(), self, "api", GAP);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void beat_extendsNothing_whileSomebodyBeats() {
        assertThat(heartbeat.beat()).isZero();
        allWereSilentFor(4);
        assertThat(heartbeat.beat()).isZero();
        assertThat(heartbeat.beat()).isZero();
    }

    @Test
    void beat_extendsByTheSilence_whenItIsLongerThanTheGap() {
        heartbeat.beat();
        allWereSilentFor(60);
        assertThat(heartbeat.beat()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(70));
        assertThat(heartbeat.beat()).isZero();
    }

    @Test
    void beat_forgetsOthersThatWereSilentForAnHour_neverItself() {
        heartbeat.beat();
        allWereSilentFor(3_500);
        heartbeat.beat();
        assertThat(processes()).isEqualTo(2);

        allWereSilentFor(3_700);
        heartbeat.beat();

        assertThat(processes()).isOne();
        assertThat(world.database().read().fetchSingle(COORDINATOR_PROCESS).getProcessId())
                .isEqualTo(self);
    }

    @Test
    void beat_movesTheMinersLastPolls_soThatTheyAreNotOffline() {
        var miner = world.miner("a", 40_000);
        world.chain().beginEpoch();
        var session = miner.login(world.desks(), 1);
        miner.poll(world.desks(), session);
        var task = world.submit(world.app("app", 1));
        world.database()
                .transactionVoid(
                        tx -> tx.execute(
                                "UPDATE miner_session SET last_poll_at = last_poll_at - interval '60 seconds', started_at = started_at - interval '60 seconds'"));
        allWereSilentFor(60);

        heartbeat.beat();
        world.desks().round().run();

        assertThat(miner.poll(world.desks(), session))
                .extracting(LeaseOffer::task)
                .containsExactly(task);
    }

    private void allWereSilentFor(int seconds) {
        world.database()
                .transactionVoid(
                        tx -> tx.execute("UPDATE coordinator_process SET heartbeat_at = clock_timestamp() - interval '"
                                + seconds + " seconds'"));
    }

    private int processes() {
        return world.database().read().fetchCount(COORDINATOR_PROCESS);
    }
}
