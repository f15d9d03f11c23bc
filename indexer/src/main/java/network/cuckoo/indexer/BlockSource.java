package network.cuckoo.indexer;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.indexer.chain.ChainException;
import network.cuckoo.indexer.chain.ChainReader;
import network.cuckoo.indexer.event.BlockHead;
import network.cuckoo.indexer.event.IndexedBlock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blocks in pieces that fit the node and the memory. While one piece is written the next is read, on a thread of its own. Pieces
 * grow while they come easily, and shrink when the node refuses one or it holds many events. Of old blocks only those with events
 * are read, and the last of each piece.
 */
final class BlockSource implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BlockSource.class);
    private static final int SPARSE_TIMES = 32; // a piece of old blocks may have so many times more of them

    private final ChainReader chain;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("indexer-reader").daemon().factory());
    // Only the reader's thread uses these.
    private final AdaptiveRange sparse;
    private final AdaptiveRange dense;
    // Only the caller's thread uses it.
    private Optional<Piece> ahead = Optional.empty();

    /** Blocks that are to follow the one with this hash. */
    private record Piece(long from, Hash32 parent, Future<List<IndexedBlock>> blocks) {}

    /**
     * Which blocks there are.
     *
     * @param denseFrom from this height on every block is read
     * @param head the highest
     */
    record Reach(long denseFrom, BlockNumber head) {}

    /**
     * @param maxRange most blocks in a piece where every block is read
     * @param manyEvents a piece that holds more is followed by one of fewer blocks
     */
    BlockSource(ChainReader chain, int maxRange, int manyEvents) {
        this.chain = chain;
        this.sparse = new AdaptiveRange(Math.multiplyExact(maxRange, SPARSE_TIMES), manyEvents);
        this.dense = new AdaptiveRange(maxRange, manyEvents);
    }

    /**
     * Blocks from this height on, at least one and not above the head. See to it that the first follows what you have: the chain may
     * have changed meanwhile.
     *
     * @param parent hash of the block below; what was read ahead over another one is forgotten
     * @throws ChainException if the node refuses even one block, or does not answer
     */
    List<IndexedBlock> from(long first, Hash32 parent, Reach reach) {
        Future<List<IndexedBlock>> blocks = ahead.filter(
                        piece -> piece.from() == first && piece.parent().equals(parent))
                .map(Piece::blocks)
                .orElseGet(() -> begin(first, reach));
        ahead = Optional.empty();
        List<IndexedBlock> read = await(blocks);
        BlockHead last = read.getLast().head();
        long next = last.number().value() + 1;
        if (next <= reach.head().value()) {
            ahead = Optional.of(new Piece(next, last.hash(), begin(next, reach)));
        }
        return read;
    }

    /** Drops what was read ahead. */
    void forget() {
        ahead.ifPresent(piece -> piece.blocks().cancel(true));
        ahead = Optional.empty();
    }

    private Future<List<IndexedBlock>> begin(long first, Reach reach) {
        forget();
        return reader.submit(() -> read(first, reach));
    }

    private static List<IndexedBlock> await(Future<List<IndexedBlock>> blocks) {
        try {
            return blocks.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            blocks.cancel(true);
            Thread.currentThread().interrupt();
            throw new ChainException(ChainException.Code.UNREACHABLE, "interrupted while reading blocks", e);
        }
    }

    // A node may limit how much it answers: what it refuses is asked for in halves, and later in more again. After an
    // answer that broke off less is asked for, but not at once: the node may be in trouble, and another be at hand.
    private List<IndexedBlock> read(long from, Reach reach) {
        boolean old = from < reach.denseFrom();
        AdaptiveRange range = old ? sparse : dense;
        long end = old ? reach.denseFrom() - 1 : reach.head().value();
        while (true) {
            long to = Math.min(end, from + range.blocks() - 1);
            try {
                List<IndexedBlock> blocks = old
                        ? chain.finalBlocks(new BlockNumber(from), new BlockNumber(to))
                        : chain.blocks(new BlockNumber(from), new BlockNumber(to));
                range.came(
                        blocks.stream().mapToInt(block -> block.events().size()).sum());
                return blocks;
            } catch (ChainException e) {
                boolean halved = to > from && mayBeTooMuch(e);
                if (halved) {
                    range.refused(to - from + 1);
                    LOG.debug("blocks {} to {} refused, asking for {}", from, to, range.blocks(), e);
                }
                if (!halved || e.code() == ChainException.Code.BROKEN_OFF) {
                    throw e;
                }
            }
        }
    }

    // A refusal in words that we don't know counts: there are as many wordings of a limit as providers, and an index
    // that takes one for something else stands still for good.
    private static boolean mayBeTooMuch(ChainException failure) {
        return switch (failure.code()) {
            case TOO_MUCH, BROKEN_OFF, INTERNAL, REFUSED -> true;
            case NOT_CONNECTED, UNREACHABLE, RATE_LIMITED, INCONSISTENT -> false;
        };
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
