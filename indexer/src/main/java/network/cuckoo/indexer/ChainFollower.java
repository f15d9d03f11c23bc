package network.cuckoo.indexer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.indexer.chain.ChainException;
import network.cuckoo.indexer.event.BlockHead;
import network.cuckoo.indexer.event.ChainEnds;
import network.cuckoo.indexer.event.IndexedBlock;
import network.cuckoo.indexer.store.Cursor;
import network.cuckoo.indexer.store.IndexWriter;
import network.cuckoo.indexer.store.Standing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the index one step closer to the node's head: over new blocks, or back to the common ancestor and over its successors. */
final class ChainFollower {
    private static final Logger LOG = LoggerFactory.getLogger(ChainFollower.class);
    private static final int FIRST_STEP_BACK = 8;
    private static final int LONGEST_STEP_BACK = 512;

    private final ChainView chain;
    private final IndexWriter writer;
    private final BlockNumber startBlock;
    private final BlockSource source;
    private final Consumer<BlockHead> seen;

    /** @param seen is told of the node's newest block at each step, whatever becomes of the step */
    ChainFollower(
            ChainView chain, BlockSource source, IndexWriter writer, BlockNumber startBlock, Consumer<BlockHead> seen) {
        this.seen = seen;
        this.chain = chain;
        this.source = source;
        this.writer = writer;
        this.startBlock = startBlock;
    }

    /**
     * What a step came to.
     *
     * @param moved whether something was written
     * @param cursor where the index stands, if it has begun
     * @param head where the node's head is
     * @param lagSeconds how much younger the head is than the cursor, where that is known
     * @param blocks how many blocks higher the index is
     * @param events how many events were written
     */
    record Step(
            boolean moved,
            Optional<BlockNumber> cursor,
            BlockNumber head,
            Optional<Long> lagSeconds,
            long blocks,
            int events) {
        static Step still(Optional<BlockNumber> cursor, BlockNumber head, Optional<Long> lagSeconds) {
            return new Step(false, cursor, head, lagSeconds, 0, 0);
        }

        boolean isBehind() {
            return moved && cursor.filter(at -> at.compareTo(head) < 0).isPresent();
        }

        /** Something was read and not written: another process may keep the index now. */
        boolean isUnsettled() {
            return !moved && blocks > 0;
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
     * @throws IndexerRefusal if the node's chain has left a block that was final, or shares none with the index; nothing is
     *     written then
     */
    Step step() {
        Optional<Standing> standing = writer.standing();
        ChainEnds ends = chain.ends();
        seen.accept(ends.head());
        return standing.isPresent() ? follow(standing.get(), ends) : begin(ends);
    }

    private Step begin(ChainEnds ends) {
        BlockHead head = ends.head();
        if (head.number().compareTo(startBlock) < 0) {
            return Step.still(Optional.empty(), head.number(), Optional.empty());
        }
        var reach = chain.reach(startBlock.value(), ends);
        List<IndexedBlock> blocks = source.from(startBlock.value(), Hash32.ZERO, reach);
        return step(writer.begin(blocks, ends).moved(), startBlock.value() - 1, blocks, head);
    }

    private Step follow(Standing standing, ChainEnds ends) {
        Cursor cursor = standing.cursor();
        BlockHead head = ends.head();
        if (cursor.hash().equals(head.hash())) {
            return Step.still(Optional.of(cursor.number()), head.number(), Optional.of(0L));
        }
        if (lagsBehind(standing, head)) {
            return Step.still(Optional.of(cursor.number()), head.number(), Optional.of(0L));
        }
        Cursor base = isOnChain(cursor, head) ? cursor : commonAncestor(standing, head);
        List<IndexedBlock> added = base.number().compareTo(head.number()) < 0 ? readAfter(base, ends) : List.of();
        IndexWriter.Written written = writer.move(cursor, base, added, ends);
        if (written.moved() && !base.equals(cursor)) {
            LOG.warn(
                    "reorganisation: blocks {} to {} left the chain, {} epochs voided",
                    base.number().value() + 1,
                    cursor.number(),
                    written.epochsVoided());
        }
        return added.isEmpty()
                ? new Step(written.moved(), Optional.of(base.number()), head.number(), Optional.empty(), 0, 0)
                : step(written.moved(), base.number().value(), added, head);
    }

    private static Step step(boolean moved, long from, List<IndexedBlock> added, BlockHead head) {
        BlockHead reached = added.getLast().head();
        return new Step(
                moved,
                Optional.of(reached.number()),
                head.number(),
                Optional.of(Math.max(0, head.time().seconds() - reached.time().seconds())),
                reached.number().value() - from,
                added.stream().mapToInt(block -> block.events().size()).sum());
    }

    // A lower head that is one of our blocks contradicts nothing: the node has yet to get there, as one that we changed
    // over to, or another one behind a balancer. Going back would void epochs for nothing (ADR 15). Of final blocks we
    // may
    // not have the hash; a node that far behind is waited for as well, and held against the final block once it is
    // there.
    private boolean lagsBehind(Standing standing, BlockHead head) {
        BlockNumber height = head.number();
        if (height.compareTo(standing.cursor().number()) >= 0) {
            return false;
        }
        Optional<Hash32> ours =
                Optional.ofNullable(writer.hashes(height, height).get(height.value()));
        return height.compareTo(startBlock) < 0
                || ours.map(head.hash()::equals).orElse(height.value() < standing.finalBlock());
    }

    private boolean isOnChain(Cursor cursor, BlockHead head) {
        if (head.parentHash().equals(cursor.hash())) {
            return true;
        }
        return head.number().compareTo(cursor.number()) >= 0
                && chain.reader()
                        .headAt(cursor.number())
                        .filter(there -> there.hash().equals(cursor.hash()))
                        .isPresent();
    }

    private List<IndexedBlock> readAfter(Cursor base, ChainEnds ends) {
        long next = base.number().value() + 1;
        var reach = chain.reach(next, ends);
        List<IndexedBlock> blocks = source.from(next, base.hash(), reach);
        BlockHead first = blocks.getFirst().head();
        if (first.number().value() == next && !first.parentHash().equals(base.hash())) {
            throw new ChainException(
                    ChainException.Code.INCONSISTENT,
                    "block " + first + " does not follow " + base + "; the chain changes just now");
        }
        return blocks;
    }

    private Cursor commonAncestor(Standing standing, BlockHead head) {
        long high = Math.min(standing.cursor().number().value(), head.number().value());
        long lowest = Math.max(startBlock.value(), standing.finalBlock());
        int step = FIRST_STEP_BACK;
        while (high >= lowest) {
            long low = Math.max(lowest, high - step + 1);
            // One more above, so that even a single block is linked to something.
            long above = Math.min(high + 1, head.number().value());
            Optional<Cursor> common = highestCommon(new BlockNumber(low), new BlockNumber(above));
            if (common.isPresent()) {
                return common.get();
            }
            high = low - 1;
            step = Math.min(LONGEST_STEP_BACK, step * 2);
        }
        throw noAncestor(standing);
    }

    private IndexerRefusal noAncestor(Standing standing) {
        if (standing.finalBlock() >= startBlock.value()) {
            return new IndexerRefusal("the node's chain has another block " + standing.finalBlock()
                    + " than this index, where that block was final. Nothing was changed. Either the node is on a wrong fork, so that"
                    + " another --rpc-url helps, or the chain broke its promise, and the database must be made anew");
        }
        return new IndexerRefusal("the node's chain shares no block with this database, not even block " + startBlock
                + ": it is another chain with the same id, or was started anew");
    }

    private Optional<Cursor> highestCommon(BlockNumber low, BlockNumber high) {
        Map<Long, Hash32> ours = writer.hashes(low, high);
        return chain.reader().heads(low, high).reversed().stream()
                .filter(theirs -> theirs.hash().equals(ours.get(theirs.number().value())))
                .findFirst()
                .map(theirs -> new Cursor(theirs.number(), theirs.hash()));
    }
}
