package network.cuckoo.worker.node;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.ModelId;
import network.cuckoo.keys.NodeKey;
import network.cuckoo.worker.node.protocol.HttpTimes;

/** A miner node at work against a fake coordinator. */
final class Harness implements AutoCloseable {
    static final NodeKey KEY = NodeKey.parse("0x" + "42".repeat(32));
    static final int EMOJI_PLACES = 2;

    final FakeCoordinator coordinator = new FakeCoordinator(KEY.nodeAddress());
    final FakeInference inference = new FakeInference();
    final MinerNode node;
    private final CompletableFuture<MinerOutcome> outcome = new CompletableFuture<>();

    Harness(Duration drain, RetryTimes retry, URI... firstAddresses) {
        var addresses = new ArrayList<>(Arrays.asList(firstAddresses));
        addresses.add(coordinator.address());
        node = new MinerNode(config(addresses, drain, retry), inference, "cpu()", InstantSource.system());
    }

    Harness(Duration drain, URI... firstAddresses) {
        this(drain, new RetryTimes(Duration.ofMillis(5), Duration.ofMillis(50)), firstAddresses);
    }

    Harness() {
        this(Duration.ofSeconds(20));
    }

    /** Lets the node work on a thread of its own. */
    Harness run() {
        Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(node.run());
            } catch (Throwable e) {
                outcome.completeExceptionally(e);
            }
        });
        return this;
    }

    static MinerConfig config(List<URI> addresses, Duration drain, RetryTimes retry) {
        var places = new TreeMap<ModelId, Integer>((a, b) -> a.value().compareTo(b.value()));
        places.putAll(Map.of(FakeInference.EMOJI, EMOJI_PLACES, FakeInference.MINILM, 1));
        return new MinerConfig(
                new CoordinatorTarget(addresses, Optional.empty(), Optional.empty(), Optional.empty()),
                KEY,
                Optional.empty(),
                FakeCoordinator.CHAIN,
                places,
                Path.of("target"),
                0,
                "test",
                new MinerLimits(drain, 1_000, Duration.ZERO),
                retry,
                new HttpTimes(Duration.ofSeconds(2), Duration.ofSeconds(3)));
    }

    /** Offers a picture and waits until the model runs on it. */
    LeaseId running() {
        LeaseId lease = coordinator.offer(Offers.apple());
        await().atMost(Duration.ofSeconds(60)).until(() -> inference.isRunning(lease));
        return lease;
    }

    void awaitAccepted(LeaseId lease) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> coordinator.hasAccepted(lease)
                        && node.status().running().isEmpty());
    }

    /** The code with which the lease was given back. */
    String failure(LeaseId lease) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> coordinator.requests("fail").stream()
                                .filter(request -> request.lease().equals(lease.toString()))
                                .map(request -> request.body().get("code").textValue())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    MinerOutcome outcome() {
        try {
            return outcome.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the node did not end: " + node.status(), e);
        }
    }

    @Override
    public void close() {
        node.close();
        coordinator.close();
    }
}
