package network.cuckoo.scheduler.signals;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.task.Lane;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hints in this process at once, and in the coordinator's other processes by NOTIFY: coalesced, at most 100 a second, over
 * connections of its own and never in the transaction that they are about. Reconnects by itself; hints that were missed meanwhile
 * are made up for by waking everybody.
 */
public final class ClusterWaker implements Waker, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterWaker.class);
    private static final String CHANNEL = "cuckoo_wake";
    private static final Duration BETWEEN_SENDS = Duration.ofMillis(10);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final int LISTEN_MILLIS = 1_000;

    private final DatabaseConfig database;
    private final LocalWaker local;
    private final UUID self;
    private final Hints outgoing = new Hints();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread sender;
    private final Thread listener;

    public ClusterWaker(DatabaseConfig database, LocalWaker local, UUID self) {
        this.database = database;
        this.local = local;
        this.self = self;
        this.sender = Thread.ofPlatform().daemon().name("cuckoo-wake-sender").unstarted(() -> keepTrying(this::send));
        this.listener =
                Thread.ofPlatform().daemon().name("cuckoo-wake-listener").unstarted(() -> keepTrying(this::listen));
    }

    /** Begins to send and to listen. */
    public void start() {
        sender.start();
        listener.start();
    }

    @Override
    public void workChanged() {
        local.workChanged();
        outgoing.workChanged();
    }

    @Override
    public void queued(Lane lane) {
        local.queued(lane);
        outgoing.workChanged();
    }

    @Override
    public void placeFreed() {
        local.placeFreed();
        outgoing.workChanged();
    }

    @Override
    public void taskChanged(TaskId task) {
        local.taskChanged(task);
        outgoing.taskChanged(task);
    }

    @Override
    public void leasesChanged(NodeAddress node) {
        local.leasesChanged(node);
        outgoing.leasesChanged(node);
    }

    /** Something done over one connection until it breaks or this closes. */
    private interface Talk {
        void over(Connection connection) throws SQLException, InterruptedException;
    }

    private void keepTrying(Talk talk) {
        try {
            do {
                try (Connection connection = connect()) {
                    talk.over(connection);
                } catch (SQLException e) {
                    LOG.atDebug().setCause(e).log("the wake-up connection broke; trying again");
                }
            } while (!closing.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password().reveal());
        properties.setProperty("ApplicationName", "cuckoo-wake");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(database.jdbcUrl(), properties);
    }

    private void send(Connection connection) throws SQLException, InterruptedException {
        try (var notify = connection.prepareStatement("SELECT pg_notify('" + CHANNEL + "', ?)")) {
            while (closing.getCount() > 0) {
                Set<String> hints = outgoing.take();
                try {
                    notify.setString(1, Hints.payload(self, hints));
                    notify.execute();
                } catch (SQLException e) {
                    outgoing.addAll(hints);
                    throw e;
                }
                closing.await(BETWEEN_SENDS.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var listen = connection.createStatement()) {
            listen.execute("LISTEN " + CHANNEL);
        }
        local.everythingChanged();
        var notifications = connection.unwrap(PGConnection.class);
        while (closing.getCount() > 0) {
            for (var notification : notifications.getNotifications(LISTEN_MILLIS)) {
                Hints.deliver(notification.getParameter(), self, local);
            }
        }
    }

    @Override
    public void close() {
        closing.countDown();
        sender.interrupt();
        listener.interrupt();
        try {
            sender.join(BETWEEN_TRIES);
            listener.join(Duration.ofMillis(2L * LISTEN_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
