package network.cuckoo.indexer;

import java.util.Optional;
import network.cuckoo.domain.BlockNumber;

/**
 * How the indexer stands.
 *
 * @param cursor the newest block that is written, as far as this process knows
 * @param head the node's newest block when it last answered
 * @param lagSeconds how much younger that block is than the newest one written, by their own times
 * @param problem why it does not get on, in a sentence; nothing while all is well
 * @param node host and port of the node that is read, once one is
 * @param stopped true after {@link Indexer#close} or a problem that waiting does not solve
 */
public record IndexerStatus(
        Optional<BlockNumber> cursor,
        Optional<BlockNumber> head,
        Optional<Long> lagSeconds,
        Optional<String> problem,
        Optional<String> node,
        boolean stopped) {
    static final IndexerStatus NEW = new IndexerStatus(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    /** Blocks that the node has and that are not written yet; nothing as long as either is unknown. */
    public Optional<Long> lagBlocks() {
        return cursor.flatMap(at -> head.map(newest -> Math.max(0, newest.value() - at.value())));
    }

    IndexerStatus at(
            Optional<BlockNumber> newCursor,
            BlockNumber newHead,
            Optional<Long> newLagSeconds,
            Optional<String> newNode) {
        return new IndexerStatus(newCursor, Optional.of(newHead), newLagSeconds, Optional.empty(), newNode, stopped);
    }

    /** The node's newest block is this one, whatever becomes of it. */
    IndexerStatus saw(BlockNumber newHead, Optional<Long> newLagSeconds) {
        return new IndexerStatus(
                cursor, Optional.of(newHead), newLagSeconds.or(() -> lagSeconds), problem, node, stopped);
    }

    IndexerStatus troubledBy(String newProblem) {
        return new IndexerStatus(cursor, head, lagSeconds, Optional.of(newProblem), node, stopped);
    }

    IndexerStatus ended() {
        return new IndexerStatus(cursor, head, lagSeconds, problem, node, true);
    }
}
