package network.cuckoo.cli.chain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a node says to the bytes of a transaction; clients word it in their own ways. */
sealed interface Broadcast {
    /** The node has it, from now or from before. */
    record Taken() implements Broadcast {}

    /** The account's nonce is used already: by this transaction or by another. */
    record NonceUsed() implements Broadcast {}

    /** The node did not take it. */
    record Refused(String message) implements Broadcast {}

    /** No answer came; whether the node has it is not known. */
    record NoAnswer(String message) implements Broadcast {}

    List<String> KNOWN =
            List.of("already known", "alreadyknown", "known transaction", "already imported", "already exists");
    List<String> PASSED = List.of("nonce too low", "nonce is too low", "oldnonce", "old nonce");

    static Broadcast send(ChainAccess chain, String raw) {
        return chain.tryAsk(chain.web3j().ethSendRawTransaction(raw))
                .<Broadcast>map(
                        answer -> answer.hasError() ? refusal(answer.getError().getMessage()) : new Taken())
                .orElseGet(() -> new NoAnswer("the node at " + chain.url() + " did not answer"));
    }

    private static Broadcast refusal(String message) {
        String text = Optional.ofNullable(message).orElse("").toLowerCase(Locale.ROOT);
        if (KNOWN.stream().anyMatch(text::contains)) {
            return new Taken();
        }
        return PASSED.stream().anyMatch(text::contains) ? new NonceUsed() : new Refused(text);
    }
}
