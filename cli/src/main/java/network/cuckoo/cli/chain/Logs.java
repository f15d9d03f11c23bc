package network.cuckoo.cli.chain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.Log;

/** Contracts' events in a range of blocks, asked for in pieces that nodes answer. */
public final class Logs {
    private static final long BLOCKS_A_QUERY = 10_000;

    private Logs() {}

    /** All events of these contracts, oldest first. */
    public static List<Log> of(ChainAccess chain, List<Address> contracts, BlockNumber from, BlockNumber to) {
        return collect(chain, contracts, from, to, List.of());
    }

    /**
     * The events of one kind whose indexed arguments are these.
     *
     * @param arguments in their order, as 32 bytes in hex; empty for any
     */
    public static List<Log> of(
            ChainAccess chain, Address contract, BlockNumber from, Event event, List<Optional<String>> arguments) {
        List<Optional<String>> topics = new ArrayList<>();
        topics.add(Optional.of(topicOf(event)));
        topics.addAll(arguments);
        return collect(chain, List.of(contract), from, chain.head(), topics);
    }

    /** What the first topic of such an event is. */
    public static String topicOf(Event event) {
        return EventEncoder.encode(event);
    }

    /** An address as a topic. */
    public static Optional<String> topic(Address address) {
        return Optional.of("0x" + "0".repeat(24) + address.hex().substring(2));
    }

    /** A number as a topic. */
    public static Optional<String> topic(BigInteger number) {
        return Optional.of(String.format("0x%064x", number));
    }

    private static List<Log> collect(
            ChainAccess chain,
            List<Address> contracts,
            BlockNumber first,
            BlockNumber last,
            List<Optional<String>> topics) {
        List<String> addresses = contracts.stream().map(Address::hex).toList();
        List<Log> logs = new ArrayList<>();
        long size = BLOCKS_A_QUERY;
        for (long from = first.value(); from <= last.value(); ) {
            long to = Math.min(last.value(), from + size - 1);
            var filter = new EthFilter(
                    DefaultBlockParameter.valueOf(BigInteger.valueOf(from)),
                    DefaultBlockParameter.valueOf(BigInteger.valueOf(to)),
                    addresses);
            topics.forEach(topic -> topic.ifPresentOrElse(filter::addSingleTopic, filter::addNullTopic));
            EthLog answer = from < to
                    ? chain.ask(chain.web3j().ethGetLogs(filter))
                    : chain.send(chain.web3j().ethGetLogs(filter));
            if (answer.hasError()) { // perhaps that it is too much at a time; one block's refusal is thrown
                size = (to - from + 1) / 2;
                continue;
            }
            for (EthLog.LogResult<?> result : answer.getLogs()) {
                logs.add((Log) result.get());
            }
            from = to + 1;
        }
        return logs;
    }
}
