package network.cuckoo.contracts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.web3j.abi.CustomErrorEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.CustomError;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.utils.Numeric;

/** Reads the data of a reverted call: the contracts' own errors by selector, and Solidity's two built-in ones. */
public final class ContractErrors {

    private static final int SELECTOR_CHARACTERS = 10; // 0x and four bytes
    private static final Map<String, Known> BY_SELECTOR = Stream.concat(
                    Stream.of(
                            new Known(error("Error", new TypeReference<Utf8String>() {}), "{0}"),
                            new Known(
                                    error("Panic", new TypeReference<Uint256>() {}),
                                    "The contract panicked, code {0}.")),
                    ErrorSentences.ALL.entrySet().stream().map(entry -> new Known(entry.getKey(), entry.getValue())))
            .collect(Collectors.toUnmodifiableMap(Known::selector, Function.identity()));

    private ContractErrors() {}

    /**
     * Decodes revert data as nodes report it: hex with 0x, in quotes or not. Empty if there is none, or if no contract
     * of ours has such an error.
     */
    public static Optional<ContractError> decode(@Nullable String revertData) {
        if (revertData == null) {
            return Optional.empty();
        }
        var hex = revertData.replace("\"", "").strip();
        if (!hex.startsWith("0x") || hex.length() < SELECTOR_CHARACTERS) {
            return Optional.empty();
        }
        return Optional.ofNullable(BY_SELECTOR.get(hex.substring(0, SELECTOR_CHARACTERS)))
                .flatMap(known -> known.read(hex.substring(SELECTOR_CHARACTERS)));
    }

    /** Whether errors with this selector (0x and eight hex digits) can be told in a sentence. */
    static boolean knows(String selector) {
        return BY_SELECTOR.containsKey(selector);
    }

    private static CustomError error(String name, TypeReference<?> argument) {
        return new CustomError(name, List.of(argument));
    }

    private record Known(CustomError error, String sentence) {

        String selector() {
            return CustomErrorEncoder.encode(error).substring(0, SELECTOR_CHARACTERS);
        }

        Optional<ContractError> read(String encodedArguments) {
            var values = FunctionReturnDecoder.decode(encodedArguments, error.getParameters());
            if (values.size() != error.getParameters().size()) {
                return Optional.empty(); // cut short on its way
            }
            var arguments = values.stream().map(Known::text).toList();
            return Optional.of(
                    new ContractError(error.getName(), arguments, SentenceTemplate.fill(sentence, arguments)));
        }

        private static String text(Type<?> value) {
            return value.getValue() instanceof byte[] bytes
                    ? Numeric.toHexString(bytes)
                    : String.valueOf(value.getValue());
        }
    }
}
