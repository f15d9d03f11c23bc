package network.cuckoo.worker.node;

import network.cuckoo.worker.node.protocol.LeaseOffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** One line for each lease that has ended. */
final class TaskLog {
    private static final Logger LOG = LoggerFactory.getLogger(TaskLog.class);

    private TaskLog() {}

    static void write(LeaseOffer offer, LeaseEnding ending, long millis) {
        switch (ending) {
            case LeaseEnding.Accepted(var hash, var gpuMillis, var receipt) -> {
                var line = about(LOG.atInfo(), offer, millis)
                        .addKeyValue("gpuMillis", gpuMillis)
                        .addKeyValue("sha256", hash);
                receipt.earned()
                        .map(wei -> line.addKeyValue("earnedWei", wei))
                        .orElse(line)
                        .log("task done");
            }
            case LeaseEnding.GivenBack(var code, var detail) ->
                about(LOG.atWarn(), offer, millis)
                        .addKeyValue("code", code.text())
                        .log("task given back: {}", detail);
            case LeaseEnding.Refused(var code, var detail) ->
                about(LOG.atWarn(), offer, millis).addKeyValue("code", code).log("task refused: {}", detail);
            case LeaseEnding.Lost(var why) -> about(LOG.atInfo(), offer, millis).log("task lost: {}", why);
        }
    }

    private static LoggingEventBuilder about(LoggingEventBuilder line, LeaseOffer offer, long millis) {
        return line.addKeyValue("task", offer.task())
                .addKeyValue("lease", offer.lease())
                .addKeyValue("fence", offer.fence())
                .addKeyValue("model", offer.model())
                .addKeyValue("millis", millis);
    }
}
