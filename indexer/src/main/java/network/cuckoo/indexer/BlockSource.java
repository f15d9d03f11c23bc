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
 * grow while they come easily, and shrink when the node refuses one or it holds many events.
 */
final class BlockSource implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BlockSource.class);
    private static final int FIRST_RANGE = 32;

    private final ChainReader chain;
    private final int maxRange;
    private final int manyEvents;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("indexer-reader").daemon().factory());
    // Only the reader's thread uses it.
    private int range;
    // Only the caller's thread uses it.
    private Optional<Piece> ahead = Optional.empty();

    /** Blocks that are to follow the one with this hash. */
    private record Piece(long from, Hash32 parent, Future<List<IndexedBlock>> blocks) {}

    /**
     * @param maxRange most blocks in a piece
     * @param manyEvents a piece that holds more is followed by one of fewer blocks
     */
    BlockSource(ChainReader chain, int maxRange, int manyEvents) {
        this.chain = chain;
        this.maxRange = maxRange;
        this.manyEvents = manyEvents;
        this.range = Math.min(FIRST_RANGE, maxRange);
    }

    /**
     * Blocks from this height on, at least one and not above the head. See to it that the first follows what you have: the chain may
     * have changed meanwhile.
     *
     * @param parent hash of the block below; what was read ahead over another one is forgotten
     * @throws ChainException if the node refuses even one block, or does not answer
     */
    List<IndexedBlock> from(long first, Hash32 parent, BlockHead head) {
        Future<List<IndexedBlock>> blocks = ahead.filter(
                        piece -> piece.from() == first && piece.parent().equals(parent))
                .map(Piece::blocks)
                .orElseGet(() -> begin(first, head));
        ahead = Optional.empty();
        List<IndexedBlock> read = await(blocks);
        BlockHead last = read.getLast().head();
        long next = last.number().value() + 1;
        if (next <= head.number().value()) {
            ahead = Optional.of(new Piece(next, last.hash(), begin(next, head)));
        }
        return read;
    }

    /** Drops what was read ahead. */
    void forget() {
        ahead.ifPresent(piece -> piece.blocks().cancel(true));
        ahead = Optional.empty();
    }

    private Future<List<IndexedBlock>> begin(long first, BlockHead head) {
        forget();
        return reader.submit(() -> read(first, head));
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
    private List<IndexedBlock> read(long from, BlockHead head) {
        while (true) {
            long to = Math.min(head.number().value(), from + range - 1);
            try {
                List<IndexedBlock> blocks = chain.blocks(new BlockNumber(from), new BlockNumber(to));
                adapt(blocks);
                return blocks;
            } catch (ChainException e) {
                boolean halved = to > from && mayBeTooMuch(e);
                if (halved) {
                    range = (int) Math.max(1, (to - from + 1) / 2);
                    LOG.debug("blocks {} to {} refused, asking for {}", from, to, range, e);
                }
                if (!halved || e.code() == ChainException.Code.BROKEN_OFF) {
                    throw e;
                }
            }
        }
    }

    private void adapt(List<IndexedBlock> blocks) {
        int events = blocks.stream().mapToInt(block -> block.events().size()).sum();
        if (events > manyEvents) {
            range = Math.max(1, range / 2);
        } else if (events <= manyEvents / 2) {
            range = Math.min(maxRange, range * 2);
        }
    }

    // A refusal in words that we don't know counts: there are as many wordings of a limit as providers, and an index
    // that
    // takes one for something else stands still for good.
    private static boolean mayBeTooMuch(ChainException failure) {
        return switch (failure.code()) {
            case TOO_MUCH, BROKEN_OFF, REFUSED -> true;
            case NOT_CONNECTED, UNREACHABLE, RATE_LIMITED, INCONSISTENT -> false;
        };
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
