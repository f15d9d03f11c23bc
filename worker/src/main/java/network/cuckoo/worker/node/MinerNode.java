package network.cuckoo.worker.node;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import network.cuckoo.domain.ModelId;
import network.cuckoo.worker.inference.InferenceBackend;
import network.cuckoo.worker.inference.InferenceProcess;
import network.cuckoo.worker.inference.InferenceSettings;
import network.cuckoo.worker.inference.OfferedModel;
import network.cuckoo.worker.node.protocol.CoordinatorClient;
import network.cuckoo.worker.node.protocol.CoordinatorException;
import network.cuckoo.worker.node.protocol.Login;
import network.cuckoo.worker.node.protocol.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A miner node: {@link #open} loads the models, {@link #run} works until {@link #stop} or something final, {@link #close} frees all.
 * What it has finished but not handed in lives in memory only.
 */
public final class MinerNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MinerNode.class);
    private static final Duration INFERENCE_START = Duration.ofMinutes(2);

    /** How long leases have to be given back once the drain limit is over. */
    private static final Duration GIVE_BACK = Duration.ofSeconds(3);

    private final MinerConfig config;
    private final InferenceBackend inference;
    private final CoordinatorClient client;
    private final NodeLife life = new NodeLife();
    private final Tally tally = new Tally();
    private final AtomicInteger givenUp = new AtomicInteger();
    private final CountDownLatch returned = new CountDownLatch(1);
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("miner-", 0).factory());
    private final Sessions sessions;
    private final Leases leases;
    private final PollLoop polls;

    /**
     * A node on a backend that has its models loaded; it closes the backend with itself.
     *
     * @throws ConfigException if the backend lacks a model that is to be served
     */
    public MinerNode(MinerConfig config, InferenceBackend inference, String device, InstantSource clock) {
        this.config = config;
        this.inference = inference;
        this.client = new CoordinatorClient(config.target().addresses(), config.http());
        var served = served(config, inference);
        var introduction = new Introduction(config.software(), device, logins(config, served));
        this.sessions = new Sessions(
                new SignIn(config, client, introduction, clock),
                config.key().nodeAddress(),
                config.retry(),
                life,
                this::hasUse,
                clock);
        var parts = new NodeParts(config, client, sessions, inference, new OfferCheck(served), life, executor);
        this.leases = new Leases(parts, tally, this::leaseEnded);
        this.polls = new PollLoop(parts, leases);
    }

    /**
     * Starts the inference process and waits until its models are loaded, at most two minutes.
     *
     * @throws network.cuckoo.worker.inference.InferenceException if it does not start, with the reason
     */
    public static MinerNode open(MinerConfig config, InstantSource clock) {
        var settings = new InferenceSettings(
                config.cacheDir(),
                config.gpu(),
                config.places().keySet().stream().toList(),
                INFERENCE_START);
        InferenceProcess process = InferenceProcess.start(settings);
        return new MinerNode(config, process, process.device(), clock);
    }

    /** Works, on this thread and others, until the node has ended. May be called once. */
    public MinerOutcome run() {
        try {
            executor.execute(new ActivityLog(life, this::status)::run);
            polls.run();
            boolean drained = life.draining() && leases.isEmpty() && givenUp.get() == 0;
            int left = Math.max(givenUp.get(), leases.known().size());
            life.end(drained ? new MinerOutcome.Drained() : new MinerOutcome.Abandoned(left));
        } catch (RuntimeException e) {
            LOG.error("the miner broke off", e);
            life.end(new MinerOutcome.Stopped("internal", "a fault in the miner: " + e));
        } finally {
            leases.releaseAll();
            logout();
            returned.countDown();
        }
        MinerOutcome outcome = life.outcome().orElseThrow();
        LOG.atInfo().addKeyValue("done", tally.done()).log("miner ended: {}", outcome);
        return outcome;
    }

    /**
     * The first time: takes no new tasks, finishes the running ones within the drain limit and ends. The second time: ends at once.
     * Returns immediately; made for signal handlers and shutdown hooks.
     */
    public void stop() {
        if (life.drain()) {
            LOG.atInfo().addKeyValue("running", leases.known().size()).log("stopping after the running tasks");
            polls.wake();
            executor.execute(this::limitDrain);
        } else {
            life.end(new MinerOutcome.Abandoned(leases.known().size()));
            polls.wake();
        }
    }

    /** Waits until {@link #run} has returned. @return whether it has */
    public boolean awaitEnd(Duration time) {
        try {
            return returned.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return returned.getCount() == 0;
        }
    }

    public MinerStatus status() {
        Optional<String> problem = sessions.problem().or(polls::problem);
        return new MinerStatus(
                sessions.present().isPresent(),
                life.draining(),
                client.address(),
                leases.status(),
                tally.done(),
                tally.failed(),
                tally.lost(),
                tally.earned(),
                problem);
    }

    /** Ends at once whatever still runs, and the inference process. */
    @Override
    public void close() {
        life.end(new MinerOutcome.Abandoned(leases.releaseAll()));
        polls.wake();
        executor.shutdownNow();
        client.close();
        inference.close();
    }

    private void limitDrain() {
        if (!life.awaitEnd(config.limits().drain())) {
            givenUp.set(leases.releaseAll());
            if (!life.awaitEnd(GIVE_BACK)) {
                life.end(new MinerOutcome.Abandoned(givenUp.get()));
                polls.wake();
            }
        }
    }

    private void leaseEnded() {
        if (life.draining() || life.ended()) {
            polls.wake();
        }
    }

    /** While the node drains, a login serves only the leases that are left. */
    private boolean hasUse() {
        return !life.draining() || !leases.isEmpty();
    }

    private void logout() {
        Optional<Session> session = sessions.present();
        try {
            session.ifPresent(open -> client.logout(open.token()));
        } catch (CoordinatorException e) {
            LOG.atInfo().addKeyValue("code", e.code().text()).log("not logged out: {}", e.getMessage());
        }
    }

    private static Map<ModelId, OfferedModel> served(MinerConfig config, InferenceBackend inference) {
        Map<ModelId, OfferedModel> loaded =
                inference.models().stream().collect(Collectors.toMap(OfferedModel::model, Function.identity()));
        var missing = config.places().keySet().stream()
                .filter(model -> !loaded.containsKey(model))
                .map(model -> "model " + model + " is not loaded")
                .toList();
        if (!missing.isEmpty()) {
            throw new ConfigException(missing);
        }
        loaded.keySet().retainAll(config.places().keySet());
        return loaded;
    }

    private static List<Login.ServedModel> logins(MinerConfig config, Map<ModelId, OfferedModel> served) {
        return config.places().entrySet().stream()
                .map(entry -> {
                    var model = entry.getKey();
                    return new Login.ServedModel(
                            model, Objects.requireNonNull(served.get(model)).hash(), entry.getValue());
                })
                .toList();
    }
}
