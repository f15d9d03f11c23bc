package network.cuckoo.indexer.chain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.ChainId;
import network.cuckoo.indexer.chain.AnswerReader.Header;
import network.cuckoo.indexer.event.BlockHead;
import network.cuckoo.indexer.event.IndexedBlock;
import network.cuckoo.indexer.event.IndexedEvent;

/**
 * Reads one chain over any node's HTTP JSON-RPC. What it returns fits together: blocks are linked by their parents' hashes and
 * logs belong to exactly these blocks; anything else is a {@link ChainException}.
 */
public final class ChainReader implements AutoCloseable {
    private static final int HEADERS_A_BATCH = 100;

    private final JsonRpc rpc;
    private final List<Address> contracts;
    private final EventDecoder decoder = new EventDecoder();
    private final LogReader logs;

    /** @param contracts whose logs are read */
    public ChainReader(RpcUrl node, Duration timeout, List<Address> contracts) {
        this.rpc = new JsonRpc(node.calls(), timeout);
        this.contracts = List.copyOf(contracts);
        this.logs = new LogReader(rpc, this.contracts, decoder.kinds());
    }

    /** The id that the node says its chain has. */
    public ChainId chainId() {
        return new ChainId(Hex.number(rpc.call("eth_chainId").asText()));
    }

    /** Whether there is a contract at this address, at the node's head. */
    public boolean hasCode(Address address) {
        return rpc.call("eth_getCode", address.hex(), "latest").asText().length() > 2;
    }

    /** The node's newest block. */
    public BlockHead head() {
        return rpc.call("eth_getBlockByNumber", List.of("latest", false), AnswerReader::header)
                .map(Header::head)
                .orElseThrow(
                        () -> new ChainException(ChainException.Code.INCONSISTENT, "the node has no newest block"));
    }

    /** The newest block that the node calls final; nothing where it doesn't know the word. */
    public Optional<BlockHead> finalHead() {
        try {
            return rpc.call("eth_getBlockByNumber", List.of("finalized", false), AnswerReader::header)
                    .map(Header::head);
        } catch (ChainException e) {
            if (e.code() == ChainException.Code.REFUSED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The header at this height, if the node has one. */
    public Optional<BlockHead> headAt(BlockNumber number) {
        return heads(number, number).stream().findFirst();
    }

    /** The headers at these heights, in ascending order and linked; those above the node's head are left out. */
    public List<BlockHead> heads(BlockNumber from, BlockNumber to) {
        List<BlockHead> heads = headers(from, to).stream().map(Header::head).toList();
        return heads.isEmpty() ? heads : linked(from, new BlockNumber(from.value() + heads.size() - 1), heads);
    }

    private List<Header> headers(BlockNumber from, BlockNumber to) {
        return headers(LongStream.rangeClosed(from.value(), to.value()).boxed().toList());
    }

    private List<Header> headers(List<Long> heights) {
        var headers = new ArrayList<Header>();
        for (int first = 0; first < heights.size(); first += HEADERS_A_BATCH) {
            List<List<Object>> calls =
                    heights.subList(first, Math.min(heights.size(), first + HEADERS_A_BATCH)).stream()
                            .map(height -> List.<Object>of(Hex.of(height), false))
                            .toList();
            rpc.batch("eth_getBlockByNumber", calls, AnswerReader::header)
                    .forEach(block -> block.ifPresent(headers::add));
        }
        return headers;
    }

    /**
     * All blocks from one height through another with the events of our contracts.
     *
     * @param from the lowest; {@code to} must not be above the head
     */
    public List<IndexedBlock> blocks(BlockNumber from, BlockNumber to) {
        List<Header> headers = headers(from, to);
        List<BlockHead> heads =
                linked(from, to, headers.stream().map(Header::head).toList());
        return withEvents(heads, logs.of(headers));
    }

    /**
     * Of blocks that can't leave the chain any more: those with events of our contracts, and the last one. The headers of the others
     * are not asked for, so what a node leaves out here is not found out.
     *
     * @param from the lowest; {@code to} must not be above the final block
     */
    public List<IndexedBlock> finalBlocks(BlockNumber from, BlockNumber to) {
        List<ChainLog> found = logs.between(from, to);
        List<Long> heights = LongStream.concat(
                        found.stream().mapToLong(log -> log.blockNumber().value()), LongStream.of(to.value()))
                .distinct()
                .sorted()
                .boxed()
                .toList();
        if (heights.getFirst() < from.value() || heights.getLast() > to.value()) {
            throw new ChainException(
                    ChainException.Code.INCONSISTENT,
                    "asked for the logs of blocks " + from + " to " + to + ", got some of block "
                            + (heights.getFirst() < from.value() ? heights.getFirst() : heights.getLast()));
        }
        List<BlockHead> heads = headers(heights).stream().map(Header::head).toList();
        if (!heads.stream().map(head -> head.number().value()).toList().equals(heights)) {
            throw new ChainException(
                    ChainException.Code.INCONSISTENT, "blocks are missing among those of " + from + " to " + to);
        }
        return withEvents(heads, found);
    }

    private List<IndexedBlock> withEvents(List<BlockHead> heads, List<ChainLog> found) {
        Map<Long, BlockHead> byHeight =
                heads.stream().collect(Collectors.toMap(head -> head.number().value(), head -> head));
        Map<BlockHead, List<IndexedEvent>> events = new HashMap<>();
        for (var log : found) {
            BlockHead head = owner(byHeight, log);
            decoder.decode(log)
                    .ifPresent(event -> events.computeIfAbsent(head, ignored -> new ArrayList<>())
                            .add(new IndexedEvent(log.logIndex(), log.transactionHash(), log.contract(), event)));
        }
        return heads.stream()
                .map(head -> new IndexedBlock(head, inOrder(head, events.getOrDefault(head, List.of()))))
                .toList();
    }

    // Some nodes answer in another order than the block's, which loses nothing. A log that comes twice can't be told
    // from one that was put in another's place.
    private static List<IndexedEvent> inOrder(BlockHead head, List<IndexedEvent> events) {
        List<IndexedEvent> ordered = events.stream()
                .sorted(Comparator.comparingInt(IndexedEvent::logIndex))
                .toList();
        for (int i = 1; i < ordered.size(); i++) {
            if (ordered.get(i).logIndex() == ordered.get(i - 1).logIndex()) {
                throw new ChainException(
                        ChainException.Code.INCONSISTENT,
                        "log " + ordered.get(i).logIndex() + " of block " + head.number() + " (" + head.hash()
                                + ") comes twice");
            }
        }
        return ordered;
    }

    private static List<BlockHead> linked(BlockNumber from, BlockNumber to, List<BlockHead> heads) {
        if (heads.size() != to.value() - from.value() + 1) {
            throw new ChainException(
                    ChainException.Code.INCONSISTENT,
                    "asked for blocks " + from + " to " + to + ", got " + heads.size());
        }
        for (int i = 0; i < heads.size(); i++) {
            BlockHead head = heads.get(i);
            boolean fits = head.number().value() == from.value() + i
                    && (i == 0 || head.parentHash().equals(heads.get(i - 1).hash()));
            if (!fits) {
                throw new ChainException(
                        ChainException.Code.INCONSISTENT, "block " + head + " does not follow the one before");
            }
        }
        return heads;
    }

    private BlockHead owner(Map<Long, BlockHead> heads, ChainLog log) {
        BlockHead head = heads.get(log.blockNumber().value());
        if (head == null || !head.hash().equals(log.blockHash()) || !contracts.contains(log.contract())) {
            throw new ChainException(
                    ChainException.Code.INCONSISTENT,
                    "a log of block " + log.blockNumber() + " (" + log.blockHash()
                            + ") does not belong to the blocks read");
        }
        return head;
    }

    @Override
    public void close() {
        rpc.close();
    }
}
