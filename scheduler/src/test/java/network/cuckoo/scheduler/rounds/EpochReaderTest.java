package network.cuckoo.scheduler.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import network.cuckoo.db.generated.Tables;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.hash.Keccak256;
import network.cuckoo.scheduler.rounds.EpochState.Loading;
import network.cuckoo.scheduler.rounds.EpochState.None;
import network.cuckoo.scheduler.rounds.EpochState.Ready;
import network.cuckoo.scheduler.tasks.WaitingReason;
import network.cuckoo.scheduler.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The epoch that rounds draw in, loaded in the round or beside it. */
class EpochReaderTest {
    private static final int SMALL = 2;

    private final World world = World.create();
    private final Deque<Runnable> otherThread = new ArrayDeque<>();
    private int timesDone;
    private final EpochReader reader = new EpochReader(
            World.COORDINATOR.nodeAddress(),
            SMALL,
            new EpochLoader(world.database(), otherThread::add, () -> timesDone++));

    @AfterEach
    void close() {
        world.close();
    }

    private EpochState current() {
        return world.database().transaction(reader::current);
    }

    private CurrentEpoch ready() {
        return ((Ready) current()).epoch();
    }

    private Map<NodeAddress, OwnerAddress> miners(int count) {
        var miners = new HashMap<NodeAddress, OwnerAddress>();
        for (int i = 0; i < count; i++) {
            var node = new NodeAddress(
                    Address.parse(Keccak256.hash("node " + i).hex().substring(0, 42)));
            var owner = new OwnerAddress(
                    Address.parse(Keccak256.hash("owner " + i).hex().substring(0, 42)));
            world.chain().minerHas(owner, node, Wei.ofCai(20_000 + i));
            miners.put(node, owner);
        }
        return miners;
    }

    private void setRoot(long epoch, Hash32 root) {
        world.database()
                .transactionVoid(tx -> tx.update(Tables.EPOCH)
                        .set(Tables.EPOCH.EPOCH_ROOT, root)
                        .where(Tables.EPOCH.NUMBER.eq(epoch))
                        .execute());
    }

    @Test
    void smallEpoch_isThereAtOnce_withEachMinersWeightAndOwner() {
        assertThat(current()).isEqualTo(new None());
        Map<NodeAddress, OwnerAddress> miners = miners(SMALL);
        long number = world.chain().beginEpoch();

        CurrentEpoch epoch = ready();
        assertThat(epoch.number().value()).isEqualTo(number);
        assertThat(epoch.weights().size()).isEqualTo(SMALL);
        assertThat(epoch.weights().total()).isEqualTo(Wei.ofCai(40_001));
        miners.forEach((node, owner) -> assertThat(epoch.ownerOf(node)).isEqualTo(owner));
        assertThatThrownBy(() -> epoch.ownerOf(World.COORDINATOR.nodeAddress()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("names no owner");
        assertThat(ready()).isSameAs(epoch);
        assertThat(otherThread).isEmpty();
    }

    @Test
    void epochWithoutMiners_isEmpty() {
        world.chain().beginEpoch();
        assertThat(ready().weights().size()).isZero();
    }

    @Test
    void largeEpoch_isLoadedOnce_besideTheRounds() {
        Map<NodeAddress, OwnerAddress> miners = miners(SMALL + 1);
        world.chain().beginEpoch();

        assertThat(current()).isEqualTo(new Loading());
        assertThat(current()).isEqualTo(new Loading());
        assertThat(otherThread).hasSize(1);
        assertThat(timesDone).isZero();
        otherThread.remove().run();
        assertThat(timesDone).isEqualTo(1);
        CurrentEpoch epoch = ready();
        assertThat(epoch.weights().size()).isEqualTo(SMALL + 1);
        miners.forEach((node, owner) -> assertThat(epoch.ownerOf(node)).isEqualTo(owner));
        assertThat(ready()).isSameAs(epoch);
        assertThat(otherThread).isEmpty();
    }

    @Test
    void epochThatIsOverBeforeItIsLoaded_isForgotten() {
        miners(SMALL + 1);
        world.chain().beginEpoch();
        assertThat(current()).isEqualTo(new Loading());
        long next = world.chain().beginEpoch();
        otherThread.remove().run();

        assertThat(current()).isEqualTo(new Loading());
        otherThread.remove().run();
        assertThat(ready().number().value()).isEqualTo(next);
        assertThat(otherThread).isEmpty();
    }

    @Test
    void epochBefore_isLoadedAnew_afterAReorg() {
        miners(SMALL + 1);
        long number = world.chain().beginEpoch();
        current();
        otherThread.remove().run();
        Hash32 before = ready().blockHash();

        world.chain().reorgLastEpoch();
        assertThat(current()).isEqualTo(new Loading());
        otherThread.remove().run();
        assertThat(ready().number().value()).isEqualTo(number);
        assertThat(ready().blockHash()).isNotEqualTo(before);
    }

    @Test
    void weightsThatAreNotTheRoots_stopTheRound_whereverTheyAreLoaded() {
        miners(SMALL);
        long small = world.chain().beginEpoch();
        setRoot(small, Keccak256.hash("another root"));
        assertThatThrownBy(this::current).hasMessageContaining("is stored with root");

        miners(SMALL + 1);
        long large = world.chain().beginEpoch();
        Hash32 root = world.database()
                .read()
                .fetchSingle(Tables.EPOCH, Tables.EPOCH.NUMBER.eq(large))
                .getEpochRoot();
        setRoot(large, Keccak256.hash("another root"));
        assertThat(current()).isEqualTo(new Loading());
        otherThread.remove().run();
        assertThat(timesDone).isEqualTo(1);
        assertThatThrownBy(this::current)
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is stored with root");

        setRoot(large, root);
        assertThat(current()).isEqualTo(new Loading());
        otherThread.remove().run();
        assertThat(ready().weights().root()).isEqualTo(root);
    }

    @Test
    void loading_endsWhenItsThreadIsInterrupted_andTheConnectionServesOn() {
        miners(SMALL);
        world.chain().beginEpoch();
        world.database().transactionVoid(tx -> {
            Thread.currentThread().interrupt();
            try {
                assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> reader.current(tx));
            } finally {
                Thread.interrupted();
            }
            assertThat(tx.fetchSingle("SELECT 5").get(0)).isEqualTo(5);
        });
        assertThat(ready().weights().size()).isEqualTo(SMALL);
    }

    @Test
    void pages_areReadInTheirOrder_howeverManyThereAre() {
        miners(5);
        long number = world.chain().beginEpoch();
        Hash32 root = world.database()
                .read()
                .fetchSingle(Tables.EPOCH, Tables.EPOCH.NUMBER.eq(number))
                .getEpochRoot();
        // The one page becomes three, written last to first.
        world.database().transactionVoid(tx -> {
            tx.execute("CREATE TEMPORARY TABLE old ON COMMIT DROP AS SELECT * FROM epoch_weight_page");
            tx.execute("DELETE FROM epoch_weight_page");
            tx.execute("INSERT INTO epoch_weight_page SELECT epoch_id, n, 0, nodes[n + 1:n + 2], owners[n + 1:n + 2], "
                    + "weights[n + 1:n + 2] FROM old, (VALUES (4), (2), (0)) v (n)");
        });
        assertThat(current()).isEqualTo(new Loading());
        otherThread.remove().run();
        assertThat(ready().weights().root()).isEqualTo(root);
        assertThat(ready().weights().total().value()).isGreaterThan(BigInteger.ZERO);
    }

    @Test
    void round_saysThatTheEpochLoads_andTheNextOneDraws() throws InterruptedException {
        world.miner("a", 20_000).login(world.desks(), 1);
        long number = world.chain().beginEpoch();
        world.database()
                .transactionVoid(tx -> tx.update(Tables.EPOCH)
                        .set(Tables.EPOCH.MINERS, EpochReader.MOST_MINERS_IN_A_ROUND + 1)
                        .where(Tables.EPOCH.NUMBER.eq(number))
                        .execute());
        TaskId task = world.submit(world.app("app", 1));
        world.waker().work().awaitAndLower(Duration.ZERO);
        var report = (RoundReport.Ran) world.desks().round().run();

        assertThat(report.assigned()).isEmpty();
        assertThat(world.task(task).waitingReason()).hasValue(WaitingReason.EPOCH_LOADING);
        assertThat(world.waker().work().awaitAndLower(Duration.ofMinutes(1))).isTrue();
        assertThat(((RoundReport.Ran) world.desks().round().run()).assigned()).hasSize(1);
        world.desks().round().close();
    }
}
