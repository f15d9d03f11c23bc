package network.cuckoo.scheduler.rounds;

import static network.cuckoo.db.generated.Tables.EPOCH_WEIGHT_PAGE;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.concurrent.CancellationException;
import network.cuckoo.db.copy.BinaryArray;
import network.cuckoo.db.copy.CopiedRows;
import network.cuckoo.db.copy.NumericDigits;
import network.cuckoo.db.generated.tables.records.EpochRecord;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.PackedAddresses;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.draw.EpochSnapshot;
import org.jooq.DSLContext;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Reads the weights of an epoch from their pages, as the server sends them: one page at a time is in memory. */
final class EpochPages {
    private final EpochSnapshot.Builder weights;
    private final PackedAddresses.Builder owners;

    private EpochPages(int miners) {
        weights = new EpochSnapshot.Builder(miners);
        owners = new PackedAddresses.Builder(miners);
    }

    /**
     * The epoch with its weights.
     *
     * @throws IllegalStateException if they don't have the root that was stored for them
     * @throws CancellationException if the thread is interrupted
     */
    static CurrentEpoch read(DSLContext tx, EpochRecord epoch) {
        var pages = new EpochPages(epoch.getMiners());
        String query =
                tx.renderInlined(tx.select(EPOCH_WEIGHT_PAGE.NODES, EPOCH_WEIGHT_PAGE.OWNERS, EPOCH_WEIGHT_PAGE.WEIGHTS)
                        .from(EPOCH_WEIGHT_PAGE)
                        .where(EPOCH_WEIGHT_PAGE.EPOCH_ID.eq(epoch.getEpochId()))
                        .orderBy(EPOCH_WEIGHT_PAGE.FIRST_POSITION));
        tx.connection(
                connection -> pages.read(connection.unwrap(PGConnection.class).getCopyAPI(), query));
        return pages.epoch(epoch);
    }

    private void read(CopyManager copies, String query) throws SQLException {
        try (var rows = CopiedRows.of(copies, query)) {
            while (rows.next()) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("an epoch's weights are no longer asked for");
                }
                page(rows.array(BinaryArray.BYTEA), rows.array(BinaryArray.BYTEA), rows.array(BinaryArray.NUMERIC));
            }
        }
    }

    private void page(BinaryArray pageNodes, BinaryArray pageOwners, BinaryArray pageWeights) {
        ByteBuffer node = pageNodes.elements();
        ByteBuffer owner = pageOwners.elements();
        ByteBuffer weight = pageWeights.elements();
        while (node.hasRemaining()) {
            weights.add(new NodeAddress(address(node)), wei(weight));
            owners.add(address(owner));
        }
    }

    private static Address address(ByteBuffer from) {
        var bytes = new byte[from.getInt()];
        from.get(bytes);
        return Address.of(bytes);
    }

    private static Wei wei(ByteBuffer from) {
        from.getInt();
        return new Wei(NumericDigits.read(from));
    }

    private CurrentEpoch epoch(EpochRecord epoch) {
        EpochSnapshot snapshot = weights.build();
        if (!snapshot.root().equals(epoch.getEpochRoot())) {
            throw new IllegalStateException("epoch " + epoch.getNumber() + " is stored with root "
                    + epoch.getEpochRoot() + ", its weights have " + snapshot.root());
        }
        return new CurrentEpoch(
                epoch.getEpochId(),
                new EpochNumber(epoch.getNumber()),
                epoch.getBeginBlockHash(),
                epoch.getTipHash(),
                new EpochNumber(epoch.getTipEpoch()),
                snapshot,
                owners.build());
    }
}
