package network.cuckoo.indexer.store;

import static network.cuckoo.db.generated.Tables.BLOCK;
import static network.cuckoo.db.generated.Tables.STAKING_EVENT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.cuckoo.db.generated.tables.records.BlockRecord;
import network.cuckoo.db.generated.tables.records.StakingEventRecord;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.indexer.event.IndexedBlock;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Blocks and their events. Rows are never deleted; a reorganisation turns their flag {@code canonical}. */
public final class BlockStore {
    private static final int ROWS_A_STATEMENT = 500;

    /** Adds blocks on top of the canonical chain, or makes those canonical again that were here before. */
    public void append(DSLContext tx, List<IndexedBlock> blocks) {
        insertBlocks(tx, blocks.stream().map(BlockStore::row).toList());
        var events = new ArrayList<StakingEventRecord>();
        for (IndexedBlock block : blocks) {
            block.events().forEach(event -> events.add(EventRows.row(block.head(), event)));
        }
        for (int from = 0; from < events.size(); from += ROWS_A_STATEMENT) {
            insertEvents(tx, events.subList(from, Math.min(events.size(), from + ROWS_A_STATEMENT)));
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

    /** Hashes of canonical blocks by height, from one through another. */
    public Map<Long, Hash32> hashes(DSLContext tx, BlockNumber from, BlockNumber to) {
        return tx.select(BLOCK.BLOCK_NUMBER, BLOCK.BLOCK_HASH)
                .from(BLOCK)
                .where(DSL.condition(BLOCK.CANONICAL), BLOCK.BLOCK_NUMBER.between(from.value(), to.value()))
                .fetchMap(BLOCK.BLOCK_NUMBER, BLOCK.BLOCK_HASH);
    }

    private static BlockRecord row(IndexedBlock block) {
        var row = new BlockRecord();
        row.setBlockHash(block.head().hash());
        row.setParentHash(block.head().parentHash());
        row.setBlockNumber(block.head().number().value());
        row.setBlockTime(block.head().time().seconds());
        row.setCanonical(true);
        return row;
    }

    private static void insertBlocks(DSLContext tx, List<BlockRecord> rows) {
        for (int from = 0; from < rows.size(); from += ROWS_A_STATEMENT) {
            tx.insertInto(BLOCK, BLOCK.fields())
                    .valuesOfRecords(rows.subList(from, Math.min(rows.size(), from + ROWS_A_STATEMENT)))
                    .onConflict(BLOCK.BLOCK_HASH)
                    .doUpdate()
                    .set(BLOCK.CANONICAL, true)
                    .execute();
        }
    }

    private static void insertEvents(DSLContext tx, List<StakingEventRecord> rows) {
        tx.insertInto(STAKING_EVENT, STAKING_EVENT.fields())
                .valuesOfRecords(rows)
                .onConflict(STAKING_EVENT.BLOCK_HASH, STAKING_EVENT.LOG_INDEX)
                .doUpdate()
                .set(STAKING_EVENT.CANONICAL, true)
                .execute();
    }
}
