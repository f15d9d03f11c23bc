package network.cuckoo.indexer.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.cuckoo.db.Database;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.indexer.event.BlockHead;
import network.cuckoo.indexer.event.ChainEnds;
import network.cuckoo.indexer.event.IndexedBlock;
import org.jooq.DSLContext;

/**
 * Moves the index from one state to the next, each time in one transaction: what leaves the chain, what joins it, the epochs that
 * end or begin with that, and the cursor. Only the holder of the index writes, and only from where the cursor is.
 */
public final class IndexWriter {
    private final Database database;
    private final CursorStore cursors;
    private final HolderStore holders;
    private final BlockStore blocks = new BlockStore();
    private final EpochStore epochs;

    public IndexWriter(Database database, CursorStore cursors, HolderStore holders, EpochStore epochs) {
        this.database = database;
        this.cursors = cursors;
        this.holders = holders;
        this.epochs = epochs;
    }

    /** What one transaction did: false if another writer was first and nothing is written. */
    public record Written(boolean moved, int epochsMade, int epochsVoided) {
        static final Written NOTHING = new Written(false, 0, 0);
    }

    /** Takes the index for this process, or goes on holding it; false while another process does. */
    public boolean hold() {
        return database.transaction(holders::hold);
    }

    /** Lets another process take the index at once. */
    public void release() {
        database.transactionVoid(holders::release);
    }

    /** Where the index stands. */
    public Optional<Standing> standing() {
        return cursors.find(database.read());
    }

    /** Notes how far the chain is while the index can't follow, so that everybody sees how late it is. */
    public void saw(BlockHead head) {
        database.transactionVoid(tx -> {
            if (holders.lock(tx)) {
                cursors.saw(tx, head);
            }
        });
    }

    /** Hashes of the canonical blocks by height, as far as they are kept, from one through another. */
    public Map<Long, Hash32> hashes(BlockNumber from, BlockNumber to) {
        return blocks.hashes(database.read(), from, to);
    }

    /** Writes the first blocks. */
    public Written begin(List<IndexedBlock> first, ChainEnds ends) {
        return database.transaction(tx -> {
            cursors.lockBeginning(tx);
            if (!holders.lock(tx) || cursors.lock(tx).isPresent()) {
                return Written.NOTHING;
            }
            blocks.append(tx, first);
            Cursor next = cursorAt(first.getLast().head());
            cursors.begin(tx, next, ends);
            return new Written(true, epochs.makeConfirmed(tx, next.number(), ends), 0);
        });
    }

    /**
     * Goes from the expected cursor back to {@code base}, which is the cursor itself where the chain just grew, and on over
     * {@code added}, which follow it.
     */
    public Written move(Cursor expected, Cursor base, List<IndexedBlock> added, ChainEnds ends) {
        return database.transaction(tx -> {
            Optional<Standing> before = holders.lock(tx) ? cursors.lock(tx) : Optional.empty();
            if (before.map(Standing::cursor).filter(expected::equals).isEmpty()) {
                return Written.NOTHING;
            }
            int voided = base.equals(expected) ? 0 : rewind(tx, base);
            blocks.append(tx, added);
            Cursor next = added.isEmpty() ? base : cursorAt(added.getLast().head());
            if (!cursors.move(tx, expected, next, ends)) {
                throw new IllegalStateException("the locked cursor was not at " + expected);
            }
            int made = epochs.makeConfirmed(tx, next.number(), ends);
            blocks.dropEmpty(
                    tx,
                    settled(before.get().finalBlock(), expected),
                    settled(ends.finalBlock().value(), next));
            return new Written(true, made, voided);
        });
    }

    // Blocks below are final, and no epoch that is to come begins at one.
    private long settled(long finalBlock, Cursor cursor) {
        return Math.min(finalBlock, epochs.confirmed(cursor.number()));
    }

    private int rewind(DSLContext tx, Cursor base) {
        blocks.rewindTo(tx, base.number());
        return epochs.voidAbove(tx, base.number());
    }

    private static Cursor cursorAt(BlockHead head) {
        return new Cursor(head.number(), head.hash());
    }
}
