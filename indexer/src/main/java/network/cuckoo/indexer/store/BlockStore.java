package network.cuckoo.indexer.store;

import static network.cuckoo.db.generated.Tables.BLOCK;
import static network.cuckoo.db.generated.Tables.EPOCH;
import static network.cuckoo.db.generated.Tables.STAKING_EVENT;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import network.cuckoo.db.copy.CopyRows;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.indexer.event.BlockHead;
import network.cuckoo.indexer.event.IndexedBlock;
import network.cuckoo.indexer.event.IndexedEvent;
import network.cuckoo.indexer.event.StakingEvent;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Blocks and their events. Events are never deleted, nor are their blocks; a reorganisation turns their flag {@code canonical}. Blocks
 * without events are dropped once nothing asks for them any more.
 */
public final class BlockStore {
    private static final int BLOCK_COLUMNS = 5;

    /** Adds blocks on top of the canonical chain, or makes those canonical again that were here before. */
    public void append(DSLContext tx, List<IndexedBlock> blocks) {
        Set<Hash32> known = knownAmong(tx, blocks);
        if (!known.isEmpty()) {
            makeCanonical(tx, known);
        }
        List<IndexedBlock> added = blocks.stream()
                .filter(block -> !known.contains(block.head().hash()))
                .toList();
        tx.connection(connection -> {
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            copyBlocks(copies, added);
            copyEvents(copies, added);
        });
    }

    private static Set<Hash32> knownAmong(DSLContext tx, List<IndexedBlock> blocks) {
        return tx.select(BLOCK.BLOCK_HASH)
                .from(BLOCK)
                .where(BLOCK.BLOCK_HASH.in(
                        blocks.stream().map(block -> block.head().hash()).toList()))
                .fetchSet(BLOCK.BLOCK_HASH);
    }

    private static void makeCanonical(DSLContext tx, Set<Hash32> hashes) {
        tx.update(BLOCK)
                .set(BLOCK.CANONICAL, true)
                .where(BLOCK.BLOCK_HASH.in(hashes))
                .execute();
        tx.update(STAKING_EVENT)
                .set(STAKING_EVENT.CANONICAL, true)
                .where(STAKING_EVENT.BLOCK_HASH.in(hashes))
                .execute();
    }

    private static void copyBlocks(CopyManager copies, List<IndexedBlock> blocks) throws SQLException {
        try (var rows = CopyRows.into(copies, "block (block_hash, parent_hash, block_number, block_time, events)")) {
            for (IndexedBlock block : blocks) {
                BlockHead head = block.head();
                rows.row(BLOCK_COLUMNS)
                        .hash(head.hash())
                        .hash(head.parentHash())
                        .int8(head.number().value())
                        .int8(head.time().seconds())
                        .int4(block.events().size());
            }
            rows.finish(blocks.size());
        }
    }

    private record Placed(BlockHead block, IndexedEvent event) {}

    private static void copyEvents(CopyManager copies, List<IndexedBlock> blocks) throws SQLException {
        Map<Class<?>, List<Placed>> kinds = new LinkedHashMap<>();
        for (IndexedBlock block : blocks) {
            for (IndexedEvent event : block.events()) {
                kinds.computeIfAbsent(event.event().getClass(), ignored -> new ArrayList<>())
                        .add(new Placed(block.head(), event));
            }
        }
        for (List<Placed> events : kinds.values()) {
            copyKind(copies, events);
        }
    }

    private static void copyKind(CopyManager copies, List<Placed> events) throws SQLException {
        StakingEvent example = events.getFirst().event().event();
        int columns = EventRow.count(example);
        try (var rows = CopyRows.into(copies, "staking_event (" + EventRow.columns(example) + ")")) {
            for (Placed event : events) {
                EventRow.write(rows, columns, event.block(), event.event());
            }
            rows.finish(events.size());
        }
    }

    /** Takes every block above this height off the canonical chain. */
    public void rewindTo(DSLContext tx, BlockNumber height) {
        tx.update(STAKING_EVENT)
                .set(STAKING_EVENT.CANONICAL, false)
                .where(DSL.condition(STAKING_EVENT.CANONICAL), STAKING_EVENT.BLOCK_NUMBER.gt(height.value()))
                .execute();
        tx.update(BLOCK)
                .set(BLOCK.CANONICAL, false)
                .where(DSL.condition(BLOCK.CANONICAL), BLOCK.BLOCK_NUMBER.gt(height.value()))
                .execute();
    }

    /** Drops the blocks without events and epochs from one height on and below another. */
    public void dropEmpty(DSLContext tx, long from, long below) {
        if (from >= below) {
            return;
        }
        tx.deleteFrom(BLOCK)
                .where(BLOCK.EVENTS.eq(DSL.inline(0)), BLOCK.BLOCK_NUMBER.ge(from), BLOCK.BLOCK_NUMBER.lt(below))
                .andNotExists(tx.selectOne().from(EPOCH).where(EPOCH.BEGIN_BLOCK_HASH.eq(BLOCK.BLOCK_HASH)))
                .execute();
    }

    /** Hashes of canonical blocks by height, from one through another. */
    public Map<Long, Hash32> hashes(DSLContext tx, BlockNumber from, BlockNumber to) {
        return tx.select(BLOCK.BLOCK_NUMBER, BLOCK.BLOCK_HASH)
                .from(BLOCK)
                .where(DSL.condition(BLOCK.CANONICAL), BLOCK.BLOCK_NUMBER.between(from.value(), to.value()))
                .fetchMap(BLOCK.BLOCK_NUMBER, BLOCK.BLOCK_HASH);
    }
}
