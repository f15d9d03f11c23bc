package network.cuckoo.indexer;

import java.util.Optional;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.indexer.chain.ChainException;
import network.cuckoo.indexer.chain.ChainReader;
import network.cuckoo.indexer.event.BlockHead;
import network.cuckoo.indexer.event.ChainEnds;

/** One node's chain: where it ends, what of it is final, and from where on the index wants every block. */
final class ChainView {
    /** How many blocks above make one final where the node does not say. */
    static final int FINAL_DEPTH = 64;

    private static final int HEADS_BETWEEN_LOOKS = 8; // finality moves by whole epochs of slots

    private final ChainReader reader;
    private final Interest interest;
    // Only the caller's thread uses these.
    private Optional<ChainEnds> looked = Optional.empty();
    private boolean namesFinal;
    private Optional<Long> denseFrom = Optional.empty();

    /** The time from which on blocks are wanted without gaps, where the chain ends at this block; Unix seconds. */
    interface Interest {
        long firstTime(BlockHead head);
    }

    ChainView(ChainReader reader, Interest interest) {
        this.reader = reader;
        this.interest = interest;
    }

    ChainReader reader() {
        return reader;
    }

    /** Where it ends now. */
    ChainEnds ends() {
        BlockHead head = reader.head();
        Optional<ChainEnds> known = looked.filter(last -> isRecent(last, head));
        ChainEnds ends = new ChainEnds(head, known.map(ChainEnds::finalBlock).orElseGet(() -> finalBlock(head)));
        if (known.isEmpty()) {
            looked = Optional.of(ends);
        }
        return ends;
    }

    private static boolean isRecent(ChainEnds last, BlockHead head) {
        long since = head.number().value() - last.head().number().value();
        return since >= 0 && since < HEADS_BETWEEN_LOOKS;
    }

    // What is called final is so for good: a node that has named such a block once is not taken for one that can't when
    // it
    // refuses to another time.
    private BlockNumber finalBlock(BlockHead head) {
        long byDepth = Math.max(0, head.number().value() - FINAL_DEPTH);
        Optional<BlockHead> named = reader.finalHead();
        if (named.isEmpty() && namesFinal) {
            throw new ChainException(
                    ChainException.Code.INCONSISTENT, "the node does not say any more which block is final");
        }
        namesFinal = named.isPresent();
        return named.map(BlockHead::number)
                .filter(number -> number.compareTo(head.number()) <= 0)
                .orElseGet(() -> new BlockNumber(byDepth));
    }

    /** Which blocks there are for who goes on at this height. */
    BlockSource.Reach reach(long next, ChainEnds ends) {
        if (next > ends.finalBlock().value()) {
            denseFrom = Optional.empty();
            return new BlockSource.Reach(next, ends.head().number());
        }
        long dense = denseFrom.orElseGet(() -> Math.min(ends.finalBlock().value() + 1, firstSince(next, ends)));
        denseFrom = Optional.of(dense);
        return new BlockSource.Reach(dense, ends.head().number());
    }

    /**
     * The lowest block from this height on, and at most the head, whose time is of interest, less one: what begins an epoch is seen
     * from the block before it.
     */
    private long firstSince(long lowest, ChainEnds ends) {
        long time = interest.firstTime(ends.head());
        long low = lowest;
        long high = ends.head().number().value();
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (timeOf(middle) < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return Math.max(lowest, low - 1);
    }

    private long timeOf(long height) {
        return reader.headAt(new BlockNumber(height))
                .orElseThrow(() -> new ChainException(
                        ChainException.Code.INCONSISTENT, "the node has no block " + height + " below its head"))
                .time()
                .seconds();
    }
}
