package network.cuckoo.cli.coordinator;

import network.cuckoo.api.watch.NodeWatch;
import network.cuckoo.indexer.Indexer;
import network.cuckoo.indexer.IndexerStatus;
import network.cuckoo.scheduler.Scheduler;

/** How this process's indexer and scheduler are doing, as the API's health and metrics ask. */
record PartsWatch(Indexer chainReader, Scheduler rounder) implements NodeWatch {
    private static final long UNKNOWN = -1;

    @Override
    public Pulse indexer() {
        IndexerStatus status = chainReader.status();
        String at = status.cursor().map(block -> "at block " + block).orElse("no block yet")
                + status.node().map(node -> ", reads from " + node).orElse("");
        return new Pulse(
                !status.stopped() && status.problem().isEmpty(),
                status.problem().orElse(status.stopped() ? "stopped" : at));
    }

    @Override
    public Pulse scheduler() {
        boolean working = rounder.isWorking();
        return new Pulse(working, working ? "running" : "stopped");
    }

    @Override
    public long indexerLagBlocks() {
        return chainReader.status().lagBlocks().orElse(UNKNOWN);
    }

    @Override
    public long indexerLagSeconds() {
        return chainReader.status().lagSeconds().orElse(UNKNOWN);
    }

    @Override
    public long rounds() {
        return rounder.roundsDone();
    }
}
