package network.cuckoo.contracts.differential;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import network.cuckoo.contracts.CuckooSettlement;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;

/** Reads from a receipt what the settlement contract told; all but its parameters, which {@link Picture} compares. */
final class SettlementEvents {

    private static final Map<String, Event> BY_TOPIC = Stream.of(
                    CuckooSettlement.TIPSET_EVENT,
                    CuckooSettlement.DEPOSITED_EVENT,
                    CuckooSettlement.EPOCHPOSTED_EVENT,
                    CuckooSettlement.ROOTREJECTED_EVENT,
                    CuckooSettlement.CLAIMED_EVENT,
                    CuckooSettlement.ESCROWREQUESTED_EVENT,
                    CuckooSettlement.ESCROWWITHDRAWN_EVENT)
            .collect(Collectors.toUnmodifiableMap(EventEncoder::encode, Function.identity()));

    private SettlementEvents() {}

    /** In the order of the receipt. Indexed arguments, which are topics, come before the others in each of them. */
    static List<Emitted> of(Map<?, ?> receipt, Account settlement) {
        return list(receipt, "logs").stream()
                .map(log -> (Map<?, ?>) log)
                .filter(log -> Anvil.address(settlement).equalsIgnoreCase(String.valueOf(log.get("address"))))
                .map(log -> words(list(log, "topics"), String.valueOf(log.get("data"))))
                .filter(words -> BY_TOPIC.containsKey(words.getFirst()))
                .map(SettlementEvents::emitted)
                .toList();
    }

    private static List<?> list(Map<?, ?> object, String key) {
        return (List<?>) Objects.requireNonNull(object.get(key), key);
    }

    private static List<String> words(List<?> topics, String data) {
        var words = new ArrayList<String>();
        topics.forEach(topic -> words.add(String.valueOf(topic)));
        for (var i = "0x".length(); i < data.length(); i += Lens.HEX_PER_WORD) {
            words.add("0x" + data.substring(i, i + Lens.HEX_PER_WORD));
        }
        return words;
    }

    private static Emitted emitted(List<String> words) {
        var event = BY_TOPIC.get(words.getFirst());
        var arguments = words.stream()
                .skip(1)
                .map(word -> new BigInteger(word.substring("0x".length()), 16))
                .toList();
        return new Emitted(Objects.requireNonNull(event).getName(), arguments);
    }
}
