package network.cuckoo.benchmarks.market;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import network.cuckoo.db.Database;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
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

/** Writes a chain's events with the indexer's own writer, so that stakes, epochs and weights come to be as they do in life. */
public final class MarketChain {
    /** The chain of benchmarks. */
    public static final ChainId CHAIN = new ChainId(1);

    /** Of the staking and the settlement contract. */
    public static final Address CONTRACT = addressOf("contract");

    /** The coordinator whose epochs begin here. */
    public static final NodeAddress COORDINATOR = new NodeAddress(addressOf("coordinator"));

    private static final Wei LEAST = Wei.ofCai(20_000);
    private static final int MINERS_A_BLOCK = 5_000;
    private static final long FIRST_TIME = 1_800_000_000L;

    private final Address coordinatorOwner = addressOf("coordinator's owner");
    private final NodeAddress coordinator;
    private final long periodSeconds;
    private final IndexWriter writer;
    private long number;
    private Hash32 last = Hash32.ZERO;

    /** A miner on the chain. */
    public record Staked(OwnerAddress owner, NodeAddress node, Wei stake) {
        /** A miner with the least stake whose key nobody has. */
        public static Staked stranger(int number) {
            return new Staked(
                    new OwnerAddress(addressOf("owner of stranger " + number)),
                    new NodeAddress(addressOf("stranger " + number)),
                    LEAST);
        }
    }

    /** Begins a chain on which the coordinator is registered. */
    public MarketChain(Database database, NodeAddress coordinator, Duration period) {
        this.coordinator = coordinator;
        this.periodSeconds = period.toSeconds();
        this.writer = new IndexWriter(
                database,
                new CursorStore(new CursorStore.Subject(CHAIN, CONTRACT, CONTRACT, new BlockNumber(1))),
                new HolderStore(CHAIN, UUID.randomUUID(), "benchmark"),
                new EpochStore(coordinator, period, 0));
        writer.hold();
        IndexedBlock first = block(List.of(new StakingEvent.CandidateChanged(
                coordinatorOwner,
                coordinator.address(),
                2,
                true,
                true,
                Wei.ofCai(2_000_000).value(),
                0,
                0,
                0,
                BigInteger.ONE)));
        writer.begin(List.of(first), ends(first));
    }

    /** Registers so many miners. Before the tip is set no epoch begins. */
    public void register(int count, IntFunction<Staked> miners) {
        for (int from = 0; from < count; from += MINERS_A_BLOCK) {
            var events = new ArrayList<StakingEvent>();
            for (int miner = from; miner < Math.min(count, from + MINERS_A_BLOCK); miner++) {
                register(miners.apply(miner), events);
            }
            append(block(events));
        }
    }

    private static void register(Staked miner, List<StakingEvent> events) {
        Address owner = miner.owner().address();
        BigInteger stake = miner.stake().value();
        events.add(new StakingEvent.CandidateChanged(
                owner, miner.node().address(), 1, true, true, stake, 500, 500, 0, BigInteger.ONE));
        events.add(new StakingEvent.PoolChanged(
                owner, stake, stake, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, 0, 0, false));
    }

    /** Puts the tip of the coordinator's hash chain on the chain. */
    public void setTip(Hash32 tip) {
        append(block(List.of(new StakingEvent.TipSet(coordinatorOwner, tip))));
    }

    /** The next epoch begins; returns the milliseconds that its first block took to be written, weights and root included. */
    public double beginEpoch() {
        number += periodSeconds - 1 - (FIRST_TIME + number) % periodSeconds;
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
            indexed.add(new IndexedEvent(indexed.size(), hash, CONTRACT, event));
        }
        return new IndexedBlock(head, indexed);
    }

    /** An address that nobody has the key of, made from a name. */
    public static Address addressOf(String name) {
        return Address.parse("0x" + Keccak256.hash(name).hex().substring(26));
    }
}
