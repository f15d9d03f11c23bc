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

    /** The node turned it down for certain, by a reason that only the one who did not take it gives. */
    record Refused(String message) implements Broadcast {}

    /** An error that does not tell: a gateway may have passed the bytes on before it gave up. */
    record Unclear(String message) implements Broadcast {}

    /** No answer came; whether the node has it is not known. */
    record NoAnswer(String message) implements Broadcast {}

    List<String> KNOWN = List.of(
            "already known",
            "alreadyknown",
            "known transaction",
            "already imported",
            "already exists",
            "existing tx with same hash",
            "existing txn with same hash");
    List<String> PASSED = List.of("nonce too low", "nonce is too low", "oldnonce", "old nonce");
    /** As geth, reth and anvil, Nethermind, Erigon and Besu word them; what is not here is taken for unclear. */
    List<String> TURNED_DOWN = List.of(
            "insufficient funds",
            "insufficientfunds",
            "upfront cost exceeds account balance",
            "intrinsic gas",
            "intrinsicgas",
            "floor data gas",
            "underpriced",
            "could not replace existing tx",
            "fee too low",
            "feetoolow",
            "gas price too low",
            "gas price below configured minimum",
            "max fee per gas less than block base fee",
            "fee cap less than block base fee",
            "max priority fee per gas higher than max fee per gas",
            "exceeds the configured cap",
            "exceeds block gas limit",
            "gas limit exceeded",
            "gaslimitexceeded",
            "gas limit too high",
            "gas limit is too high",
            "invalid sender",
            "invalid signature",
            "invalid transaction signature",
            "invalidtxsignature",
            "failed to recover sender",
            "failedtoresolvesender",
            "invalid chain id",
            "wrong chain id",
            "wrong chainid",
            "only replay-protected",
            "transaction type not supported",
            "tx type not supported",
            "notsupportedtxtype",
            "invalid transaction type",
            "not activated yet",
            "failed to decode signed transaction",
            "negative value",
            "oversized data",
            "rlptoolong",
            "maxtxsizeexceeded",
            "initcode size exceeded",
            "initcode too large",
            "sender not an eoa",
            "senderiscontract");

    static Broadcast send(ChainAccess chain, String raw) {
        return chain.tryAsk(chain.web3j().ethSendRawTransaction(raw))
                .<Broadcast>map(
                        answer -> answer.hasError() ? judged(answer.getError().getMessage()) : new Taken())
                .orElseGet(() -> new NoAnswer("the node at " + chain.place() + " did not answer"));
    }

    private static Broadcast judged(String message) {
        String text = Optional.ofNullable(message).orElse("").toLowerCase(Locale.ROOT);
        if (KNOWN.stream().anyMatch(text::contains)) {
            return new Taken();
        }
        if (PASSED.stream().anyMatch(text::contains)) {
            return new NonceUsed();
        }
        return TURNED_DOWN.stream().anyMatch(text::contains) ? new Refused(text) : new Unclear(text);
    }
}
