package network.cuckoo.benchmarks;

import static network.cuckoo.db.generated.Tables.BLOCK;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import network.cuckoo.db.Database;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.indexer.Indexer;
import network.cuckoo.indexer.IndexerConfig;
import network.cuckoo.testing.Anvil;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One run of the indexer over a fresh database, in a process of its own. */
@Command(name = "indexer-run", hidden = true)
final class IndexerRun implements Callable<Integer> {
    /** Of a run, for what an event costs in each. */
    static final int PARTS = 10;

    private static final Duration POLL = Duration.ofMillis(200);

    @Mixin
    private IndexTarget target = new IndexTarget();

    static IndexerConfig config(IndexTarget target) {
        return new IndexerConfig(
                List.of(target.node()),
                new ChainId(Anvil.CHAIN_ID),
                target.staking(),
                target.settlement(),
                new BlockNumber(1),
                2,
                new NodeAddress(target.staking()),
                Duration.ofHours(1),
                POLL,
                IndexerConfig.DEFAULT_MAX_RANGE,
                IndexerConfig.DEFAULT_RPC_TIMEOUT);
    }

    @Override
    public Integer call() throws Exception {
        try (Database database = Database.open(target.database());
                var indexer = new Indexer(config(target), database)) {
            var done = new CountDownLatch(1);
            var pace = new Pace();
            long begin = System.nanoTime();
            pace.at(0);
            indexer.onBlocks(() -> {
                indexer.status().cursor().ifPresent(at -> pace.at(at.value()));
                if (indexer.status()
                        .cursor()
                        .filter(at -> at.compareTo(target.head()) >= 0)
                        .isPresent()) {
                    done.countDown();
                }
            });
            indexer.start();
            done.await();
            double seconds = (System.nanoTime() - begin) / 1e9;
            long events = database.read()
                    .fetchSingle("SELECT count(*) FROM staking_event WHERE event <> 'ParameterChanged'")
                    .get(0, Long.class);
            var json = new ObjectMapper().createObjectNode();
            json.put("events", events).put("seconds", seconds).put("residentMiB", Resident.highestMiB());
            Map<Long, Integer> eventsAtHeight = database.read()
                    .select(BLOCK.BLOCK_NUMBER, BLOCK.EVENTS)
                    .from(BLOCK)
                    .where(BLOCK.EVENTS.gt(0))
                    .fetchMap(BLOCK.BLOCK_NUMBER, BLOCK.EVENTS);
            var parts = json.putArray("microsAnEvent");
            for (double micros : pace.microsAnEvent(eventsAtHeight, PARTS)) {
                parts.add(micros);
            }
            System.out.println(json);
        }
        return 0;
    }
}
