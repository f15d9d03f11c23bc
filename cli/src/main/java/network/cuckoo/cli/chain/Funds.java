package network.cuckoo.cli.chain;

import java.nio.file.Path;
import java.time.Duration;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;
import network.cuckoo.keys.NodeKey;

/** Moves tokens between accounts. */
public final class Funds {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Funds() {}

    /** Sends an amount and waits until it is in a block. @param outbox where signed transactions are kept */
    public static void send(ChainAccess chain, NodeKey from, Path outbox, Address to, Wei amount) {
        try (var sender = Sender.take(chain, from, outbox, PATIENCE, message -> {})) {
            sender.finishUnfinished();
            sender.send(Call.payment(to, amount));
        }
    }
}
