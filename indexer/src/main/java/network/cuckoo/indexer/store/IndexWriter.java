package network.cuckoo.indexer.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.cuckoo.db.Database;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.indexer.event.BlockHead;
import network.cuckoo.indexer.event.IndexedBlock;
import org.jooq.DSLContext;

/**
 * Moves the index from one state to the next, each time in one transaction: what leaves the chain, what joins it, the epochs that
 * end or begin with that, and the cursor. Of several writers one wins; the others notice that the cursor has moved.
 */
public final class IndexWriter {
    private final Database database;
    private final CursorStore cursors;
    private final BlockStore blocks = new BlockStore();
    private final EpochStore epochs;

    public IndexWriter(Database database, CursorStore cursors, EpochStore epochs) {
        this.database = database;
        this.cursors = cursors;
        this.epochs = epochs;
    }

    /** What one transaction did: false if another writer was first and nothing is written. */
    public record Written(boolean moved, int epochsMade, int epochsVoided) {
        static final Written NOTHING = new Written(false, 0, 0);
    }

    /** Where the index stands. */
    public Optional<Cursor> cursor() {
        return cursors.find(database.read());
    }

    /** Hashes of the canonical blocks by height, from one through another. */
    public Map<Long, Hash32> hashes(BlockNumber from, BlockNumber to) {
        return blocks.hashes(database.read(), from, to);
    }

    /** Writes the first blocks. */
    public Written begin(List<IndexedBlock> first, BlockNumber chainHead) {
        return database.transaction(tx -> {
            cursors.lockBeginning(tx);
            if (cursors.lock(tx).isPresent()) {
                return Written.NOTHING;
            }
            blocks.append(tx, first);
            Cursor next = cursorAt(first.getLast().head());
            cursors.begin(tx, next, chainHead);
            return new Written(true, epochs.makeConfirmed(tx, next.number()), 0);
        });
    }

    /**
     * Goes from the expected cursor back to {@code base}, which is the cursor itself where the chain just grew, and on over
     * {@code added}, which follow it.
     */
    public Written move(Cursor expected, Cursor base, List<IndexedBlock> added, BlockNumber chainHead) {
        return database.transaction(tx -> {
            if (!cursors.lock(tx).filter(expected::equals).isPresent()) {
                return Written.NOTHING;
            }
            int voided = base.equals(expected) ? 0 : rewind(tx, base);
            blocks.append(tx, added);
            Cursor next = added.isEmpty() ? base : cursorAt(added.getLast().head());
            if (!cursors.move(tx, expected, next, chainHead)) {
                throw new IllegalStateException("the locked cursor was not at " + expected);
            }
            return new Written(true, epochs.makeConfirmed(tx, next.number()), voided);
        });
    }

    private int rewind(DSLContext tx, Cursor base) {
        blocks.rewindTo(tx, base.number());
        return epochs.voidAbove(tx, base.number());
    }

    private static Cursor cursorAt(BlockHead head) {
        return new Cursor(head.number(), head.hash());
    }
}
