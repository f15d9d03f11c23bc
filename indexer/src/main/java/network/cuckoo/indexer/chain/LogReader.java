package network.cuckoo.indexer.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.indexer.chain.AnswerReader.Header;

/**
 * Logs of our contracts. Where headers are at hand, what a node leaves out is looked for: a block's filter tells which contracts and
 * kinds of events may be in it, and where an answer has none of them the block is asked for by its hash, then for its receipts.
 */
final class LogReader {
    private static final int BLOCKS_READ_BY_HASH = 4;

    private final JsonRpc rpc;
    private final List<Address> contracts;
    private final Set<Hash32> kinds;

    /** @param kinds first topics of the events that are followed */
    LogReader(JsonRpc rpc, List<Address> contracts, Set<Hash32> kinds) {
        this.rpc = rpc;
        this.contracts = contracts;
        this.kinds = Set.copyOf(kinds);
    }

    /** Logs from one height through another, as the node answers. */
    List<ChainLog> between(BlockNumber from, BlockNumber to) {
        return ask(Map.of("fromBlock", Hex.of(from.value()), "toBlock", Hex.of(to.value()), "address", addresses()));
    }

    /** Logs of blocks without a gap between them. A few are asked for by hash at once: a node that does not know one says so. */
    List<ChainLog> of(List<Header> headers) {
        boolean few = headers.size() <= BLOCKS_READ_BY_HASH;
        Map<Hash32, List<ChainLog>> answered = few
                ? Map.of()
                : between(
                                headers.getFirst().head().number(),
                                headers.getLast().head().number())
                        .stream()
                        .collect(Collectors.groupingBy(ChainLog::blockHash));
        var logs = new ArrayList<ChainLog>();
        for (Header header : headers) {
            List<ChainLog> first = answered.getOrDefault(header.head().hash(), List.of());
            logs.addAll(few || lacks(header, first) ? asked(header) : first);
        }
        Set<Hash32> known = headers.stream().map(header -> header.head().hash()).collect(Collectors.toSet());
        // Those of other blocks are handed on: whoever reads them says that they don't belong there.
        answered.forEach((block, others) -> {
            if (!known.contains(block)) {
                logs.addAll(others);
            }
        });
        return logs;
    }

    private List<ChainLog> asked(Header header) {
        List<ChainLog> logs = ask(Map.of("blockHash", header.head().hash().hex(), "address", addresses()));
        return lacks(header, logs) ? ofReceipts(header, logs) : logs;
    }

    // A filter holds more than was put in, so that it may be the filter that is wrong: the receipts have the last word,
    // where
    // the node gives any.
    private List<ChainLog> ofReceipts(Header header, List<ChainLog> logs) {
        try {
            return rpc
                    .call("eth_getBlockReceipts", List.of(header.head().hash().hex()), AnswerReader::logsOfReceipts)
                    .stream()
                    .filter(log -> contracts.contains(log.contract()))
                    .toList();
        } catch (ChainException e) {
            if (e.code() == ChainException.Code.REFUSED) {
                return logs;
            }
            throw e;
        }
    }

    private boolean lacks(Header header, List<ChainLog> logs) {
        LogsBloom bloom = header.bloom();
        if (contracts.stream().noneMatch(bloom::mayHold)) {
            return false;
        }
        Set<Hash32> seen = logs.stream()
                .filter(log -> !log.topics().isEmpty())
                .map(log -> log.topics().getFirst())
                .collect(Collectors.toSet());
        return kinds.stream().anyMatch(kind -> !seen.contains(kind) && bloom.mayHold(kind));
    }

    private List<ChainLog> ask(Map<String, Object> filter) {
        return rpc.call("eth_getLogs", List.of(filter), AnswerReader::logs);
    }

    private List<String> addresses() {
        return contracts.stream().map(Address::hex).toList();
    }
}
