package network.cuckoo.indexer.store;

import static network.cuckoo.db.generated.Tables.EPOCH_WEIGHT_AT;

import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.draw.MerkleSumRoot;
import network.cuckoo.domain.draw.MinerWeight;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.postgresql.PGConnection;

/**
 * The weights of an epoch, from the state after its first block into pages of {@code epoch_weight_page}, in one pass: while some
 * miners are read and written, those before them are hashed on another thread.
 */
final class EpochWeights {
    private static final int MINERS_A_PAGE = 1 << 10; // a power of two, so that a page is a subtree of the epoch's tree
    private static final int PAGES_A_COPY = 10;
    private static final int PAGES_BEING_HASHED = 32;
    private static final int COLUMNS = 6;

    private final DSLContext tx;
    private final long epochId;
    private final MerkleSumRoot root = new MerkleSumRoot();
    private final Deque<CompletableFuture<MerkleSumRoot>> hashing = new ArrayDeque<>();
    private final List<Page> unwritten = new ArrayList<>();
    private BigInteger weightBefore = BigInteger.ZERO;
    private int position;

    /** Miners that follow each other, and where they stand in the epoch. */
    private record Page(
            int firstPosition,
            BigInteger weightBefore,
            List<byte[]> nodes,
            List<byte[]> owners,
            List<BigInteger> weights) {}

    private EpochWeights(DSLContext tx, long epochId) {
        this.tx = tx;
        this.epochId = epochId;
    }

    /** Writes the weights of the epoch with this id, which begins at this block, and returns the root over them. */
    static MerkleSumRoot write(DSLContext tx, long epochId, long blockNumber) {
        return new EpochWeights(tx, epochId).write(blockNumber);
    }

    private MerkleSumRoot write(long blockNumber) {
        var weight = EPOCH_WEIGHT_AT.call(blockNumber);
        try (var miners = tx.select(weight.NODE_ADDRESS, weight.OWNER_ADDRESS, weight.WEIGHT_WEI)
                .from(weight)
                .orderBy(weight.NODE_ADDRESS)
                .fetchSize(PAGES_A_COPY * MINERS_A_PAGE)
                .fetchLazy()) {
            for (Iterator<Record3<Address, Address, BigInteger>> rest = miners.iterator(); rest.hasNext(); ) {
                turn(rest);
                if (unwritten.size() == PAGES_A_COPY) {
                    copy();
                }
            }
        }
        copy();
        while (!hashing.isEmpty()) {
            root.add(hashing.removeFirst().join());
        }
        return root;
    }

    // The next page.
    private void turn(Iterator<Record3<Address, Address, BigInteger>> rest) {
        List<MinerWeight> miners = new ArrayList<>(MINERS_A_PAGE);
        var page = new Page(position, weightBefore, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        while (rest.hasNext() && miners.size() < MINERS_A_PAGE) {
            var row = rest.next();
            miners.add(new MinerWeight(new NodeAddress(row.value1()), new Wei(row.value3())));
            page.nodes().add(row.value1().bytes());
            page.owners().add(row.value2().bytes());
            page.weights().add(row.value3());
            weightBefore = weightBefore.add(row.value3());
        }
        position += miners.size();
        unwritten.add(page);
        if (hashing.size() == PAGES_BEING_HASHED) {
            root.add(hashing.removeFirst().join());
        }
        hashing.add(CompletableFuture.supplyAsync(() -> rootOf(miners)));
    }

    private static MerkleSumRoot rootOf(List<MinerWeight> miners) {
        var root = new MerkleSumRoot();
        miners.forEach(root::add);
        return root;
    }

    private void copy() {
        if (unwritten.isEmpty()) {
            return;
        }
        tx.connection(connection -> {
            var copies = connection.unwrap(PGConnection.class).getCopyAPI();
            try (var rows = CopyRows.into(
                    copies, "epoch_weight_page (epoch_id, first_position, before_wei, nodes, owners, weights)")) {
                for (Page page : unwritten) {
                    write(rows, page);
                }
                rows.finish(unwritten.size());
            }
        });
        unwritten.clear();
    }

    private void write(CopyRows rows, Page page) throws SQLException {
        rows.row(COLUMNS)
                .int8(epochId)
                .int4(page.firstPosition())
                .numeric(page.weightBefore())
                .byteArrays(page.nodes())
                .byteArrays(page.owners())
                .numerics(page.weights());
    }
}
