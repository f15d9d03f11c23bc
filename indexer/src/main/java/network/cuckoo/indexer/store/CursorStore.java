package network.cuckoo.indexer.store;

import static network.cuckoo.db.generated.Tables.INDEX_CURSOR;

import java.util.Optional;
import network.cuckoo.db.generated.tables.records.IndexCursorRecord;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.ChainId;
import network.cuckoo.indexer.event.BlockHead;
import network.cuckoo.indexer.event.ChainEnds;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The row of {@code index_cursor}: what is indexed, and how far. */
public final class CursorStore {
    /** What a database is about: one chain, one pair of contracts, from one block on. */
    public record Subject(ChainId chainId, Address staking, Address settlement, BlockNumber startBlock) {}

    private final Subject subject;

    public CursorStore(Subject subject) {
        this.subject = subject;
    }

    /**
     * How far the index is, or nothing before the first block.
     *
     * @throws IllegalArgumentException if the database is about another chain, other contracts or another first block
     */
    public Optional<Standing> find(DSLContext tx) {
        return tx.selectFrom(INDEX_CURSOR).fetchOptional().map(this::standing);
    }

    /** The same, and nobody else moves it until this transaction ends. */
    public Optional<Standing> lock(DSLContext tx) {
        return tx.selectFrom(INDEX_CURSOR).forUpdate().fetchOptional().map(this::standing);
    }

    private Standing standing(IndexCursorRecord row) {
        var stored = new Subject(
                new ChainId(row.getChainId()),
                row.getStakingAddress(),
                row.getSettlementAddress(),
                new BlockNumber(row.getStartBlock()));
        if (!stored.equals(subject)) {
            throw new IllegalArgumentException("the database is about " + stored + ", not about " + subject);
        }
        return new Standing(
                new Cursor(new BlockNumber(row.getBlockNumber()), row.getBlockHash()),
                row.getFinalBlock(),
                new BlockNumber(row.getChainHead()));
    }

    /** Whoever else begins waits until this transaction ends, and then finds its row. */
    public void lockBeginning(DSLContext tx) {
        tx.execute("LOCK TABLE index_cursor IN SHARE ROW EXCLUSIVE MODE");
    }

    /** Makes the row. */
    public void begin(DSLContext tx, Cursor cursor, ChainEnds ends) {
        tx.insertInto(INDEX_CURSOR)
                .set(INDEX_CURSOR.CHAIN_ID, subject.chainId().value())
                .set(INDEX_CURSOR.STAKING_ADDRESS, subject.staking())
                .set(INDEX_CURSOR.SETTLEMENT_ADDRESS, subject.settlement())
                .set(INDEX_CURSOR.START_BLOCK, subject.startBlock().value())
                .set(INDEX_CURSOR.BLOCK_NUMBER, cursor.number().value())
                .set(INDEX_CURSOR.BLOCK_HASH, cursor.hash())
                .set(INDEX_CURSOR.FINAL_BLOCK, finalBlock(cursor, ends))
                .set(INDEX_CURSOR.CHAIN_HEAD, ends.head().number().value())
                .set(INDEX_CURSOR.CHAIN_HEAD_TIME, ends.head().time().seconds())
                .execute();
    }

    /** Moves the row from the expected block; false if it is not there any more. */
    public boolean move(DSLContext tx, Cursor expected, Cursor next, ChainEnds ends) {
        return tx.update(INDEX_CURSOR)
                        .set(INDEX_CURSOR.BLOCK_NUMBER, next.number().value())
                        .set(INDEX_CURSOR.BLOCK_HASH, next.hash())
                        .set(
                                INDEX_CURSOR.FINAL_BLOCK,
                                DSL.greatest(INDEX_CURSOR.FINAL_BLOCK, DSL.val(finalBlock(next, ends))))
                        .set(INDEX_CURSOR.CHAIN_HEAD, ends.head().number().value())
                        .set(INDEX_CURSOR.CHAIN_HEAD_TIME, ends.head().time().seconds())
                        .set(INDEX_CURSOR.MOVED_AT, DSL.field("clock_timestamp()", INDEX_CURSOR.MOVED_AT.getDataType()))
                        .where(INDEX_CURSOR.CHAIN_ID.eq(subject.chainId().value()))
                        .and(INDEX_CURSOR.BLOCK_HASH.eq(expected.hash()))
                        .execute()
                == 1;
    }

    /** The node has got as far as this, though the row does not move; a lower head than is known says nothing. */
    public void saw(DSLContext tx, BlockHead head) {
        tx.update(INDEX_CURSOR)
                .set(INDEX_CURSOR.CHAIN_HEAD, head.number().value())
                .set(INDEX_CURSOR.CHAIN_HEAD_TIME, head.time().seconds())
                .where(INDEX_CURSOR.CHAIN_ID.eq(subject.chainId().value()))
                .and(INDEX_CURSOR.CHAIN_HEAD.lt(head.number().value()))
                .execute();
    }

    private static long finalBlock(Cursor at, ChainEnds ends) {
        return Math.min(at.number().value(), ends.finalBlock().value());
    }
}
