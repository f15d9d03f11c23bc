package network.cuckoo.worker.node;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a line each minute in which something happened. */
final class ActivityLog {
    private static final Logger LOG = LoggerFactory.getLogger(ActivityLog.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final NodeLife life;
    private final Supplier<MinerStatus> status;

    ActivityLog(NodeLife life, Supplier<MinerStatus> status) {
        this.life = life;
        this.status = status;
    }

    /** Returns when the node has ended. */
    void run() {
        MinerStatus before = status.get();
        while (!life.awaitEnd(INTERVAL)) {
            MinerStatus now = status.get();
            if (!now.equals(before)) {
                write(now);
            }
            before = now;
        }
    }

    private static void write(MinerStatus status) {
        var line = LOG.atInfo()
                .addKeyValue("signedIn", status.signedIn())
                .addKeyValue("running", status.running().size())
                .addKeyValue("done", status.done())
                .addKeyValue("failed", status.failed())
                .addKeyValue("lost", status.lost());
        var earned =
                status.earned().map(wei -> line.addKeyValue("earnedWei", wei)).orElse(line);
        status.problem()
                .map(problem -> earned.addKeyValue("problem", problem))
                .orElse(earned)
                .log("miner");
    }
}
