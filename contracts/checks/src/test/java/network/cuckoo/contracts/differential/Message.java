package network.cuckoo.contracts.differential;

import static network.cuckoo.contracts.differential.Exact.big;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One call on its way through the model. Where the documents don't say in which order a contract checks, the model
 * gathers every rule that a call breaks, and the chain must name one of them; where they do, it stops at the first.
 * Arguments of a refusal are compared too if the model tells any; events are told by the settlement alone.
 */
record Message(
        Account caller, BigInteger valueWei, long now, Map<Refusal, List<String>> refusals, List<Emitted> events) {

    Message(Account caller, BigInteger valueWei, long now) {
        this(caller, valueWei, now, new EnumMap<>(Refusal.class), new ArrayList<>());
    }

    boolean require(boolean holds, Refusal otherwise, Object... arguments) {
        if (!holds) {
            refusals.put(otherwise, Stream.of(arguments).map(Message::text).toList());
        }
        return holds;
    }

    /** As {@code ContractErrors} writes an argument. */
    private static String text(Object argument) {
        return switch (argument) {
            case Account account -> "0x%040x".formatted(account.address());
            case Bytes32 word -> "0x%064x".formatted(word.value());
            default -> String.valueOf(argument);
        };
    }

    boolean requirePositive(BigInteger amount) {
        return require(amount.signum() > 0, Refusal.ZERO_AMOUNT);
    }

    boolean refused() {
        return !refusals.isEmpty();
    }

    void emit(String event, Object... arguments) {
        events.add(new Emitted(event, Stream.of(arguments).map(Message::word).toList()));
    }

    private static BigInteger word(Object argument) {
        return switch (argument) {
            case Account account -> account.address();
            case Bytes32 word -> word.value();
            case BigInteger amount -> amount;
            case Long number -> big(number);
            case Boolean flag -> big(flag ? 1 : 0);
            default -> throw new IllegalArgumentException("no word: " + argument);
        };
    }

    /** The same call passed on by a contract. */
    Message from(Account contract) {
        return new Message(contract, valueWei, now, refusals, events);
    }

    Message with(BigInteger otherValueWei) {
        return new Message(caller, otherValueWei, now, refusals, events);
    }
}
