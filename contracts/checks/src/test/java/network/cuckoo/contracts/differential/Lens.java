package network.cuckoo.contracts.differential;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicStruct;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint64;

/** Speaks to {@code StateLens.sol}: its bytecode, the question, the words of the answer. */
final class Lens {

    static final int HEX_PER_WORD = 64;

    private Lens() {}

    /** Compiles the lens with the pinned solc; a few seconds. */
    static String creationCode() throws IOException, InterruptedException {
        var process = new ProcessBuilder("node", "scripts/compile-lens.mjs")
                .directory(Path.of("..").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var code = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("StateLens.sol doesn't compile");
        }
        return code;
    }

    static String look(Query query, int capacityWords) {
        var question = new DynamicStruct(
                addresses(query.everybody()),
                addresses(query.people()),
                addresses(query.owners()),
                addresses(query.nodes()),
                addresses(query.accusers()),
                addresses(query.coordinators()),
                words(query.digests()),
                words(query.models()),
                new DynamicArray<>(
                        Uint64.class, query.epochs().stream().map(Uint64::new).toList()),
                words(query.leaves()),
                new Uint256(capacityWords));
        return FunctionEncoder.encode(new Function("look", List.of(question), List.of()));
    }

    /** The words of an answer: hex with 0x, an offset and a length before them. */
    static List<BigInteger> words(String answer) {
        var first = "0x".length() + 2 * HEX_PER_WORD;
        return IntStream.range(0, (answer.length() - first) / HEX_PER_WORD)
                .mapToObj(i -> answer.substring(first + i * HEX_PER_WORD, first + (i + 1) * HEX_PER_WORD))
                .map(hex -> new BigInteger(hex, 16))
                .toList();
    }

    private static DynamicArray<Address> addresses(List<Account> accounts) {
        return new DynamicArray<>(
                Address.class,
                accounts.stream().map(account -> new Address(account.address())).toList());
    }

    private static DynamicArray<org.web3j.abi.datatypes.generated.Bytes32> words(List<Bytes32> words) {
        return new DynamicArray<>(
                org.web3j.abi.datatypes.generated.Bytes32.class,
                words.stream()
                        .map(word -> new org.web3j.abi.datatypes.generated.Bytes32(word.bytes()))
                        .toList());
    }
}
