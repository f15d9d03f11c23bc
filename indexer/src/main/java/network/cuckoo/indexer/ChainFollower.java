package network.cuckoo.indexer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.indexer.chain.ChainException;
import network.cuckoo.indexer.chain.ChainReader;
import network.cuckoo.indexer.event.BlockHead;
import network.cuckoo.indexer.event.IndexedBlock;
import network.cuckoo.indexer.store.Cursor;
import network.cuckoo.indexer.store.IndexWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the index one step closer to the node's head: over new blocks, or back to the common ancestor and over its successors. */
final class ChainFollower {
    private static final Logger LOG = LoggerFactory.getLogger(ChainFollower.class);
    private static final int FIRST_STEP_BACK = 8;
    private static final int LONGEST_STEP_BACK = 512;

    private final ChainReader chain;
    private final IndexWriter writer;
    private final BlockNumber startBlock;
    private final BlockSource source;

    ChainFollower(ChainReader chain, BlockSource source, IndexWriter writer, BlockNumber startBlock) {
        this.chain = chain;
        this.source = source;
        this.writer = writer;
        this.startBlock = startBlock;
    }

    /** What a step came to: whether something was written, where the index stands and where the node's head is. */
    record Step(boolean moved, Optional<BlockNumber> cursor, BlockNumber head) {
        boolean isBehind() {
            return moved && cursor.filter(at -> at.compareTo(head) < 0).isPresent();
        }

        /** The node has not got as far yet as the index has. */
        boolean isAheadOfNode() {
            return !moved && cursor.filter(at -> at.compareTo(head) > 0).isPresent();
        }
    }

    /**
     * One step.
     *
     * @throws ChainException if the node can't be asked or its answers don't fit; nothing is written then
     * @throws IndexerRefusal if not even the first block of the index is on the node's chain
     */
    Step step() {
        Optional<Cursor> cursor = writer.cursor();
        BlockHead head = chain.head();
        return cursor.isPresent() ? follow(cursor.get(), head) : begin(head);
    }

    private Step begin(BlockHead head) {
        if (head.number().compareTo(startBlock) < 0) {
            return new Step(false, Optional.empty(), head.number());
        }
        List<IndexedBlock> blocks = source.from(startBlock.value(), Hash32.ZERO, head);
        boolean moved = writer.begin(blocks, head.number()).moved();
        return new Step(moved, Optional.of(blocks.getLast().head().number()), head.number());
    }

    private Step follow(Cursor cursor, BlockHead head) {
        if (cursor.hash().equals(head.hash())) {
            return new Step(false, Optional.of(cursor.number()), head.number());
        }
        if (lagsBehind(cursor, head)) {
            return new Step(false, Optional.of(cursor.number()), head.number());
        }
        Cursor base = isOnChain(cursor, head) ? cursor : commonAncestor(cursor, head);
        List<IndexedBlock> added = base.number().compareTo(head.number()) < 0 ? readAfter(base, head) : List.of();
        BlockNumber reached =
                added.isEmpty() ? base.number() : added.getLast().head().number();
        IndexWriter.Written written = writer.move(cursor, base, added, head.number());
        if (written.moved() && !base.equals(cursor)) {
            LOG.warn(
                    "reorganisation: blocks {} to {} left the chain, {} epochs voided",
                    base.number().value() + 1,
                    cursor.number(),
                    written.epochsVoided());
        }
        return new Step(written.moved(), Optional.of(reached), head.number());
    }

    // A lower head that is one of our blocks contradicts nothing: the node has yet to get there, as one that we changed
    // over to, or another one behind a balancer. Going back would void epochs for nothing (ADR 15).
    private boolean lagsBehind(Cursor cursor, BlockHead head) {
        BlockNumber height = head.number();
        return height.compareTo(cursor.number()) < 0
                && (height.compareTo(startBlock) < 0
                        || head.hash().equals(writer.hashes(height, height).get(height.value())));
    }

    private boolean isOnChain(Cursor cursor, BlockHead head) {
        if (head.number().compareTo(cursor.number()) < 0) {
            return false;
        }
        List<BlockHead> there = chain.heads(cursor.number(), cursor.number());
        return !there.isEmpty() && there.getFirst().hash().equals(cursor.hash());
    }

    private List<IndexedBlock> readAfter(Cursor base, BlockHead head) {
        List<IndexedBlock> blocks = source.from(base.number().value() + 1, base.hash(), head);
        if (!blocks.getFirst().head().parentHash().equals(base.hash())) {
            throw new ChainException(
                    ChainException.Code.INCONSISTENT,
                    "block " + blocks.getFirst().head() + " does not follow " + base + "; the chain changes just now");
        }
        return blocks;
    }

    private Cursor commonAncestor(Cursor cursor, BlockHead head) {
        long high = Math.min(cursor.number().value(), head.number().value());
        int step = FIRST_STEP_BACK;
        while (high >= startBlock.value()) {
            long low = Math.max(startBlock.value(), high - step + 1);
            // One more above, so that even a single block is linked to something.
            long above = Math.min(high + 1, head.number().value());
            Optional<Cursor> common = highestCommon(new BlockNumber(low), new BlockNumber(above));
            if (common.isPresent()) {
                return common.get();
            }
            high = low - 1;
            step = Math.min(LONGEST_STEP_BACK, step * 2);
        }
        throw new IndexerRefusal("the node's chain shares no block with this database, not even block " + startBlock
                + ": it is another chain with the same id, or was started anew");
    }

    private Optional<Cursor> highestCommon(BlockNumber low, BlockNumber high) {
        Map<Long, Hash32> ours = writer.hashes(low, high);
        return chain.heads(low, high).reversed().stream()
                .filter(theirs -> theirs.hash().equals(ours.get(theirs.number().value())))
                .findFirst()
                .map(theirs -> new Cursor(theirs.number(), theirs.hash()));
    }
}
