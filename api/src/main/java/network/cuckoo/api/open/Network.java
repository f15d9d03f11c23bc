package network.cuckoo.api.open;

import io.javalin.config.RoutesConfig;
import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import network.cuckoo.api.listen.Endpoint;
import network.cuckoo.api.output.Answers;
import network.cuckoo.api.watch.StateCounts;
import network.cuckoo.db.Database;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.task.TaskState;
import network.cuckoo.scheduler.SchedulerConfig;
import network.cuckoo.scheduler.ledger.Ledger;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/network}: the network at a glance, at most a second old; sums over all tasks and entries a few seconds. */
public final class Network implements Endpoint {
    private static final Duration MAX_AGE = Duration.ofSeconds(1);
    private static final Duration MAX_AGE_OF_SUMS = Duration.ofSeconds(5);

    private final SchedulerConfig scheduler;
    private final NetworkReader reader;
    private final Recent<NetworkJson> network;
    private final Recent<BigInteger> ledgerSum;
    private final Recent<Map<TaskState, Integer>> tasks;

    public Network(
            Database database, SchedulerConfig scheduler, Ledger ledger, StateCounts counts, InstantSource clock) {
        this.scheduler = scheduler;
        this.reader = new NetworkReader(database);
        this.ledgerSum = new Recent<>(clock, MAX_AGE_OF_SUMS, ledger::sum);
        this.tasks = new Recent<>(clock, MAX_AGE, counts::tasks);
        this.network = new Recent<>(clock, MAX_AGE, this::read);
    }

    private record NetworkJson(
            NodeAddress coordinator,
            ChainId chainId,
            Address stakingAddress,
            NetworkReader.@Nullable Chain chain,
            NetworkReader.@Nullable Epoch epoch,
            Map<TaskState, Integer> tasks,
            List<NetworkReader.RecentTask> recentTasks,
            BigInteger ledgerSumWei) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/v1/network", ctx -> Answers.shared(ctx, Math.toIntExact(MAX_AGE.toSeconds()), network.get()));
    }

    private NetworkJson read() {
        return new NetworkJson(
                scheduler.coordinator(),
                scheduler.chainId(),
                scheduler.stakingContract(),
                reader.chain().orElse(null),
                reader.epoch().orElse(null),
                tasks.get(),
                reader.recentTasks(),
                ledgerSum.get());
    }
}
