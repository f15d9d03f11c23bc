package network.cuckoo.indexer.store;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import network.cuckoo.db.copy.BinaryArray;
import network.cuckoo.db.copy.CopiedRows;
import network.cuckoo.db.copy.CopyRows;
import network.cuckoo.db.copy.NumericDigits;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.draw.MerkleSumRoot;
import network.cuckoo.domain.draw.MinerWeight;
import org.jooq.DSLContext;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * The weights of an epoch, from the state after its first block into pages of {@code epoch_weight_page}. The server's bytes go
 * into the pages as they are; while it makes more, those that came are hashed on other threads.
 */
final class EpochWeights {
    private static final int MINERS_A_PAGE = 1 << 10; // a power of two, so that a page is a subtree of the epoch's tree
    private static final int PAGES_BEING_HASHED = 32;
    private static final int COLUMNS = 6;
    private static final int ADDRESS_BYTES = 20;
    private static final int USUAL_WEIGHT_BYTES = 24;

    private final List<Page> pages = new ArrayList<>();
    private final List<Wei> before = new ArrayList<>(); // the weight of all pages before each
    private final Deque<CompletableFuture<MerkleSumRoot>> hashing = new ArrayDeque<>();
    private final MerkleSumRoot root = new MerkleSumRoot();

    /** Miners that follow each other by node address. */
    private record Page(BinaryArray nodes, BinaryArray owners, BinaryArray weights) {
        static Page empty() {
            int addresses = MINERS_A_PAGE * (Integer.BYTES + ADDRESS_BYTES);
            return new Page(
                    new BinaryArray(BinaryArray.BYTEA, addresses),
                    new BinaryArray(BinaryArray.BYTEA, addresses),
                    new BinaryArray(BinaryArray.NUMERIC, MINERS_A_PAGE * USUAL_WEIGHT_BYTES));
        }

        void add(CopiedRows row) {
            nodes.add(row.buffer(), row.length());
            owners.add(row.buffer(), row.length());
            weights.add(row.buffer(), row.length());
        }

        MerkleSumRoot root() {
            var root = new MerkleSumRoot();
            ByteBuffer node = nodes.elements();
            ByteBuffer weight = weights.elements();
            while (node.hasRemaining()) {
                var address = new byte[node.getInt()];
                node.get(address);
                weight.getInt();
                root.add(new MinerWeight(new NodeAddress(Address.of(address)), new Wei(NumericDigits.read(weight))));
            }
            return root;
        }
    }

    private EpochWeights() {}

    /** Writes the weights of the epoch with this id, which begins at this block, and returns the root over them. */
    static MerkleSumRoot write(DSLContext tx, long epochId, long blockNumber) {
        var weights = new EpochWeights();
        tx.connection(connection -> {
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            weights.read(copies, blockNumber);
            weights.write(copies, epochId);
        });
        return weights.root;
    }

    private void read(CopyManager copies, long blockNumber) throws SQLException {
        String query = "SELECT node_address, owner_address, weight_wei FROM epoch_weight_at(" + blockNumber
                + ") ORDER BY node_address";
        try (var rows = CopiedRows.of(copies, query)) {
            Page page = Page.empty();
            while (rows.next()) {
                page.add(rows);
                if (page.nodes().size() == MINERS_A_PAGE) {
                    full(page);
                    page = Page.empty();
                }
            }
            if (page.nodes().size() > 0) {
                full(page);
            }
        }
        while (!hashing.isEmpty()) {
            takeHashed();
        }
    }

    private void full(Page page) {
        // Where the others don't keep up, this thread hashes too.
        boolean busy =
                hashing.size() == PAGES_BEING_HASHED && !hashing.getFirst().isDone();
        hashing.add(busy ? CompletableFuture.completedFuture(page.root()) : CompletableFuture.supplyAsync(page::root));
        pages.add(page);
        while (hashing.size() > PAGES_BEING_HASHED || isHashed()) {
            takeHashed();
        }
    }

    private boolean isHashed() {
        return !hashing.isEmpty() && hashing.getFirst().isDone();
    }

    private void takeHashed() {
        before.add(root.total());
        root.add(hashing.removeFirst().join());
    }

    private void write(CopyManager copies, long epochId) throws SQLException {
        if (pages.isEmpty()) {
            return;
        }
        try (var rows = CopyRows.into(
                copies, "epoch_weight_page (epoch_id, first_position, before_wei, nodes, owners, weights)")) {
            for (int i = 0; i < pages.size(); i++) {
                Page page = pages.get(i);
                rows.row(COLUMNS)
                        .int8(epochId)
                        .int4(i * MINERS_A_PAGE)
                        .numeric(before.get(i).value())
                        .array(page.nodes())
                        .array(page.owners())
                        .array(page.weights());
            }
            rows.finish(pages.size());
        }
    }
}
