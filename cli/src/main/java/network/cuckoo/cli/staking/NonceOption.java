package network.cuckoo.cli.staking;

import java.math.BigInteger;
import picocli.CommandLine.Option;

/** Which of an account's stored transactions. */
final class NonceOption {
    @Option(
            names = "--nonce",
            required = true,
            paramLabel = "N",
            description = "the transaction's nonce, as `outbox list` shows it")
    private BigInteger nonce = BigInteger.ZERO;

    BigInteger value() {
        return nonce;
    }
}
