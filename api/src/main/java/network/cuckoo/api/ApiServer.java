package network.cuckoo.api;

import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import network.cuckoo.api.admin.AdminGate;
import network.cuckoo.api.admin.Apps;
import network.cuckoo.api.admin.Dashboard;
import network.cuckoo.api.admin.DeadLetterList;
import network.cuckoo.api.admin.MinerStandings;
import network.cuckoo.api.app.Account;
import network.cuckoo.api.app.AppKeys;
import network.cuckoo.api.app.Nonces;
import network.cuckoo.api.app.SubmitTask;
import network.cuckoo.api.app.TaskEvents;
import network.cuckoo.api.app.TaskLedger;
import network.cuckoo.api.app.TaskOutput;
import network.cuckoo.api.app.Tasks;
import network.cuckoo.api.listen.Endpoint;
import network.cuckoo.api.listen.Listener;
import network.cuckoo.api.listen.Waiters;
import network.cuckoo.api.node.Challenge;
import network.cuckoo.api.node.LeaseMessages;
import network.cuckoo.api.node.Login;
import network.cuckoo.api.node.NodeSessions;
import network.cuckoo.api.node.Poll;
import network.cuckoo.api.node.SubmitResult;
import network.cuckoo.api.open.Epochs;
import network.cuckoo.api.open.Miners;
import network.cuckoo.api.open.Models;
import network.cuckoo.api.open.Network;
import network.cuckoo.api.open.TaskDraw;
import network.cuckoo.api.page.PageFiles;
import network.cuckoo.api.watch.Health;
import network.cuckoo.api.watch.Metrics;
import network.cuckoo.api.watch.StateCounts;
import network.cuckoo.scheduler.Scheduling;

/** The coordinator's two listeners, public and admin. Closing ends event streams and long polls at once, then both listeners. */
public final class ApiServer implements AutoCloseable {
    private final ApiConfig config;
    private final Scheduling desks;
    private final Waiters waiters;
    private final Metrics metrics;
    private final Dashboard dashboard;
    private final Listener open;
    private final Listener admin;

    private ApiServer(ApiConfig config, ApiParts parts) {
        this.config = config;
        this.desks = parts.scheduling();
        this.waiters = new Waiters(config.maxWaiters());
        this.metrics = new Metrics(parts.watch(), waiters, new StateCounts(parts.database()));
        this.dashboard = new Dashboard(parts.scheduling().dashboardPort(), waiters);
        this.open = Listener.start(config.host(), config.port(), openEndpoints(parts), metrics::observe);
        try {
            this.admin =
                    Listener.start(config.adminHost(), config.adminPort(), adminEndpoints(parts), metrics::observe);
        } catch (RuntimeException e) {
            open.close();
            throw e;
        }
    }

    /**
     * Starts to listen on both ports; the parts must be running.
     *
     * @throws java.io.UncheckedIOException if a port is taken
     */
    public static ApiServer start(ApiConfig config, ApiParts parts) {
        return new ApiServer(config, parts);
    }

    /** The public listener's port. */
    public int port() {
        return open.port();
    }

    /** The admin listener's port. */
    public int adminPort() {
        return admin.port();
    }

    /** The public listener as this machine reaches it. */
    public URI url() {
        return url(config.host(), port());
    }

    /** The admin listener as this machine reaches it. */
    public URI adminUrl() {
        return url(config.adminHost(), adminPort());
    }

    @Override
    public void close() {
        waiters.close();
        desks.taskSignals().signalAll();
        desks.leaseSignals().signalAll();
        dashboard.close();
        open.close();
        admin.close();
        metrics.close();
    }

    private List<Endpoint> openEndpoints(ApiParts parts) {
        var keys = new AppKeys(desks.apps(), desks.tasks());
        var sessions = new NodeSessions(desks.sessions());
        var times = parts.scheduler().times();
        return List.of(
                new SubmitTask(
                        keys, desks.catalogue(), desks.tasks(), new Nonces(parts.database(), new SecureRandom())),
                new Tasks(keys, desks.tasks()),
                new TaskEvents(keys, desks.tasks(), desks.taskSignals(), waiters, config.heartbeat()),
                new TaskOutput(keys, desks.tasks()),
                new TaskLedger(keys, desks.ledger()),
                new Account(keys, desks.ledger()),
                new TaskDraw(desks.tasks(), desks.draws()),
                new Miners(parts.database(), desks.standings(), times.offlineAfter(), parts.clock()),
                new Models(desks.catalogue()),
                new Epochs(parts.database()),
                new Network(
                        parts.database(),
                        parts.scheduler(),
                        desks.ledger(),
                        new StateCounts(parts.database()),
                        parts.clock()),
                new Challenge(desks.sessions()),
                new Login(desks.sessions(), sessions, parts.scheduler()),
                new Poll(sessions, desks.leases(), desks.leaseSignals(), waiters, times.poll()),
                new LeaseMessages(sessions, desks.leases()),
                new SubmitResult(sessions, desks.results()),
                new Health(parts.database(), parts.watch()),
                metrics,
                new PageFiles());
    }

    private List<Endpoint> adminEndpoints(ApiParts parts) {
        return List.of(
                new AdminGate(config.adminPassword()),
                new Apps(desks.apps(), desks.ledger()),
                new DeadLetterList(desks.deadLetters()),
                new MinerStandings(desks.standings(), parts.clock()),
                dashboard);
    }

    private static URI url(String host, int port) {
        String reachable = host.equals("0.0.0.0") || host.equals("::") ? ApiConfig.LOOPBACK : host;
        return URI.create("http://" + (reachable.contains(":") ? "[" + reachable + "]" : reachable) + ":" + port);
    }
}
