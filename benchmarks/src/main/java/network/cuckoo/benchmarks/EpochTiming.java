package network.cuckoo.benchmarks;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import network.cuckoo.db.Database;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.epoch.BlockTime;
import network.cuckoo.domain.hash.Keccak256;
import network.cuckoo.indexer.event.BlockHead;
import network.cuckoo.indexer.event.ChainEnds;
import network.cuckoo.indexer.event.IndexedBlock;
import network.cuckoo.indexer.event.IndexedEvent;
import network.cuckoo.indexer.event.StakingEvent;
import network.cuckoo.indexer.store.Cursor;
import network.cuckoo.indexer.store.CursorStore;
import network.cuckoo.indexer.store.EpochStore;
import network.cuckoo.indexer.store.HolderStore;
import network.cuckoo.indexer.store.IndexWriter;

/** How long an epoch takes, its weights and root written, for so many registered miners. */
final class EpochTiming {
    private static final int PERIOD_SECONDS = 10;
    private static final int MINERS_A_BLOCK = 5_000;
    private static final int EPOCHS = 21;
    private static final int EPOCHS_OF_MANY = 5;
    private static final int MANY_MINERS = 100_000;
    private static final long FIRST_TIME = 1_800_000_000L;

    private final Address contract = address(1);
    private final NodeAddress coordinatorNode = new NodeAddress(address(2));
    private final SplittableRandom random = new SplittableRandom(5);
    private final IndexWriter writer;
    private long number;
    private Hash32 last = Hash32.ZERO;

    private EpochTiming(Database database) {
        this.writer = new IndexWriter(
                database,
                new CursorStore(new CursorStore.Subject(new ChainId(1), contract, contract, new BlockNumber(1))),
                new HolderStore(new ChainId(1), UUID.randomUUID(), "benchmark"),
                new EpochStore(coordinatorNode, Duration.ofSeconds(PERIOD_SECONDS), 0));
    }

    /** Milliseconds of the median of some epochs, the writing of their first blocks included. */
    static double medianMillis(DatabaseConfig config, int miners) {
        try (Database database = Database.open(config)) {
            var timing = new EpochTiming(database);
            timing.fill(miners);
            database.read().execute("ANALYZE");
            var times = new ArrayList<Double>();
            int epochs = miners < MANY_MINERS ? EPOCHS : EPOCHS_OF_MANY;
            for (int i = 0; i < epochs; i++) {
                times.add(timing.epoch());
            }

            times.sort(Double::compare);
            return times.get(epochs / 2);
        }
    }

    private void fill(int miners) {
        writer.hold();
        IndexedBlock first = block(List.of(new StakingEvent.CandidateChanged(
                address(3), coordinatorNode.address(), 2, true, true, BigInteger.TEN, 0, 0, 0, BigInteger.ONE)));
        writer.begin(List.of(first), ends(first));
        for (int i = 0; i < miners; i += MINERS_A_BLOCK) {
            var events = new ArrayList<StakingEvent>();
            for (int miner = i; miner < Math.min(miners, i + MINERS_A_BLOCK); miner++) {
                register(miner, events);
            }
            append(block(events));
        }
        // The tip comes last, so that no epoch begins before all are registered.
        append(block(List.of(new StakingEvent.TipSet(address(3), Keccak256.hash("tip")))));
        append(block(List.of()));
    }

    private void register(int miner, List<StakingEvent> events) {
        Address owner = address(1_000_000_000L + miner);
        BigInteger stake = new BigInteger("20000000000000000000000").add(BigInteger.valueOf(random.nextLong(1L << 60)));
        events.add(new StakingEvent.CandidateChanged(
                owner, address(3_000_000_000L + miner), 1, true, true, stake, 500, 500, 0, BigInteger.ONE));
        events.add(new StakingEvent.PoolChanged(
                owner, stake, stake, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, 0, 0, false));
    }

    private double epoch() {
        number += PERIOD_SECONDS - 1 - number % PERIOD_SECONDS; // the next block is the first of its epoch
        writer.hold();
        IndexedBlock block = block(List.of());
        long begin = System.nanoTime();
        append(block);
        return (System.nanoTime() - begin) / 1e6;
    }

    private void append(IndexedBlock block) {
        Cursor cursor = writer.standing().orElseThrow().cursor();
        writer.hold();
        if (!writer.move(cursor, cursor, List.of(block), ends(block)).moved()) {
            throw new IllegalStateException("the index is not at " + cursor);
        }
    }

    private static ChainEnds ends(IndexedBlock block) {
        return new ChainEnds(block.head(), new BlockNumber(0));
    }

    private IndexedBlock block(List<StakingEvent> events) {
        number++;
        Hash32 hash = Keccak256.hash("block " + number);
        var head = new BlockHead(new BlockNumber(number), hash, last, new BlockTime(FIRST_TIME + number));
        last = hash;
        var indexed = new ArrayList<IndexedEvent>();
        for (StakingEvent event : events) {
            indexed.add(new IndexedEvent(indexed.size(), hash, contract, event));
        }
        return new IndexedBlock(head, indexed);
    }

    private static Address address(long number) {
        return Address.parse("0x" + Keccak256.hash("address " + number).hex().substring(26));
    }
}
