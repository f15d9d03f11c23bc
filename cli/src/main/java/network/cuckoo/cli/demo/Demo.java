package network.cuckoo.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.AnvilBinary;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.LocalChain;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.cli.client.AdminClient;
import network.cuckoo.cli.client.AppClient;
import network.cuckoo.cli.demo.Closing.Stage;
import network.cuckoo.cli.process.Waiting;
import network.cuckoo.cli.settings.CacheFolder;
import network.cuckoo.cli.settings.DatabaseOptions;
import network.cuckoo.cli.settings.Home;
import network.cuckoo.cli.settings.Secrets;
import network.cuckoo.db.Database;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.db.Secret;
import network.cuckoo.domain.ChainId;

/** Starts the whole network, each part as soon as what it needs is there, and ends it in the opposite order. */
final class Demo implements AutoCloseable {
    private static final long CLOSE_LIMIT_SECONDS = 60;
    private static final Duration COORDINATOR_LIMIT = Duration.ofSeconds(90);
    private static final Duration MINERS_LIMIT = Duration.ofSeconds(150);

    private final DemoPlan plan;
    private final DemoConsole console;
    private final Closing closing;
    private final Beginning beginning = new Beginning(Thread.currentThread());
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    /** Is to be begun by the thread that makes it. */
    Demo(DemoPlan plan, DemoConsole console) {
        this.plan = plan;
        this.console = console;
        this.closing = new Closing(console);
    }

    /** Starts everything and waits until the coordinator and the miners are ready for tasks. */
    RunningDemo start() {
        DemoFolder folder = closing.with(Stage.FOLDER, DemoFolder.take(plan.dataDir(), plan.fresh()));
        boolean again = DemoNetwork.isMade(folder);
        if (!again) {
            forget(folder);
        }
        console.say(again ? "continuing with the data in %s" : "making a network in %s", folder.root());
        plan.database().ifPresent(Demo::refuseUnusable);
        var keys = new DemoKeys(folder);
        var ports = DemoPorts.choose();
        var launcher = new DemoLauncher(folder, keys, ports, plan);
        var chain = later(() -> closing.with(Stage.SERVICES, chain(folder, ports)));
        var database = later(() -> closing.with(Stage.SERVICES, database(folder)));
        var contracts = chain.thenApply(there -> network(folder, keys, there, ports));
        var nodes = closing.with(Stage.NODES, new DemoNodes(console, plan.noRestart()));
        var miners = chain.thenAccept(
                there -> startMiners(nodes, launcher, there.access().chainId()));
        folder.passwordIn(folder.adminPassword());
        var running = new RunningDemo(folder, ports, get(chain), get(contracts), get(database), keys, nodes);
        nodes.run(() -> launcher.coordinator(
                running.chain(), running.contracts(), running.database().config()));
        get(miners);
        RunJson.write(running, false);
        var watch = new ServiceWatch(console, beginning, closing::isClosed);
        running.chain().pid().ifPresent(pid -> watch.over("the chain", pid, folder.log("chain")));
        running.database()
                .pid()
                .ifPresent(pid -> watch.over("Postgres", pid, folder.postgres().resolve("postgres.log")));
        nodes.whenRestarted(() -> RunJson.write(running, true));
        awaitReady(running);
        return running;
    }

    /** The demo's app, with credit. */
    AppClient app(RunningDemo running) {
        Secret password = Secrets.read(running.folder().adminPassword());
        return new DemoApp(running.folder(), new AdminClient(running.ports().adminUrl(), password))
                .client(running.ports().apiUrl());
    }

    private void startMiners(DemoNodes nodes, DemoLauncher launcher, ChainId chainId) {
        DemoMiner.ALL.forEach(miner -> nodes.run(() -> launcher.miner(miner, chainId)));
    }

    private DemoChain chain(DemoFolder folder, DemoPorts ports) {
        if (plan.rpcUrl().isPresent()) {
            return new DemoChain.Given(new ChainAccess(plan.rpcUrl().get()), plan.funder(), folder.outbox());
        }
        var anvil = AnvilBinary.find(plan.anvil(), Home.folder());
        var local = LocalChain.start(anvil, folder.chain(), folder.log("chain"), ports.rpc());
        console.say("chain (anvil) answers at %s", local.url());
        if (local.hasLostBlocks()) {
            console.say(
                    "the last demo was ended without warning: the chain's blocks of its last seconds are gone, and the"
                            + " coordinator follows as at a reorg");
        }
        return new DemoChain.Own(local);
    }

    /** Before a network is made that would wait for it in vain. */
    private static void refuseUnusable(DatabaseConfig given) {
        try {
            Database.open(given).close();
        } catch (RuntimeException e) {
            throw DatabaseOptions.unusable(given, e);
        }
    }

    private DemoDatabase database(DemoFolder folder) {
        if (plan.database().isPresent()) {
            return new DemoDatabase.Given(plan.database().get());
        }
        var postgres = DemoDatabase.own(folder.postgres(), CacheFolder.find());
        console.say("Postgres answers at %s", postgres.config().jdbcUrl());
        return postgres;
    }

    private NetworkContracts network(DemoFolder folder, DemoKeys keys, DemoChain chain, DemoPorts ports) {
        boolean made = DemoNetwork.isMade(folder);
        var network = new DemoNetwork(folder, keys, chain, Duration.ofSeconds(plan.epochSeconds()));
        NetworkContracts contracts = network.ensure(ports.apiUrl());
        console.say(
                made
                        ? "contracts are where they were: staking %s, settlement %s"
                        : "contracts deployed, coordinator and miners staked and registered, votes cast: staking %s, settlement %s",
                contracts.staking(),
                contracts.settlement());
        return contracts;
    }

    private void awaitReady(RunningDemo running) {
        var anybody = new AppClient(running.ports().apiUrl(), Optional.empty());
        Waiting.until(
                "the coordinator (its log: " + running.folder().log("coordinator") + ")", COORDINATOR_LIMIT, () -> {
                    refuseIfGone(running, "coordinator");
                    return anybody.isHealthy() && isOurs(anybody, running) ? Optional.of(true) : Optional.empty();
                });
        console.say("coordinator answers at %s", running.ports().apiUrl());
        var online = new OnlineMiners(anybody, console);
        Waiting.until("the miners (their logs are in " + running.folder().logs() + ")", MINERS_LIMIT, () -> {
            refuseIfGone(running, "coordinator");
            return online.areAll(DemoMiner.ALL.size()) ? Optional.of(true) : Optional.empty();
        });
    }

    /** Whether it is this demo's coordinator that answers, and not another that was faster to take the port. */
    private static boolean isOurs(AppClient anybody, RunningDemo running) {
        String address =
                running.keys().key(DemoNetwork.COORDINATOR_NODE).address().hex();
        return anybody.network().path("coordinator").asText().equals(address);
    }

    private void refuseIfGone(RunningDemo running, String node) {
        if (closing.isClosed()) {
            throw new CommandFailure(ExitCode.FAILED, "the demo is ending");
        }
        if (running.nodes().isGivenUp(node)) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "the " + node + " does not stay up; its log is "
                            + running.folder().log(node));
        }
    }

    private static void forget(DemoFolder folder) {
        try {
            folder.forgetNetwork();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> CompletableFuture<T> later(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, executor);
    }

    private static <T> T get(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** The tasks that every demo begins with. */
    List<DemoTasks.Checked> firstTasks(RunningDemo running, AppClient app) {
        return new DemoTasks(console, running, app).run(plan.prompt());
    }

    /** The time until the first tasks are done, which whoever waits for them ends. */
    Beginning beginning() {
        return beginning;
    }

    boolean isClosed() {
        return closing.isClosed();
    }

    /** Ends every part; a second call does nothing. */
    @Override
    public void close() {
        closing.close();
        executor.shutdown();
        try { // what is just being started is ended as soon as it is there; broken off, a Postgres might be left
            if (!executor.awaitTermination(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                console.say("! what was being started did not end within %d s", CLOSE_LIMIT_SECONDS);
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
