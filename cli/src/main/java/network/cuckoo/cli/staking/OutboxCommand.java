package network.cuckoo.cli.staking;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.Ending;
import network.cuckoo.cli.chain.Sender;
import network.cuckoo.cli.chain.outbox.Outbox;
import network.cuckoo.cli.chain.outbox.StoredTransaction;
import network.cuckoo.cli.key.AccountOptions;
import network.cuckoo.domain.Address;
import network.cuckoo.keys.NodeKey;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code cuckoo chain outbox}: signed transactions on their way. */
@Command(
        name = "outbox",
        description = {
            "See what was signed and is in no block yet, send it again, replace it by one with higher fees, or drop it.",
            "Every command that sends finishes first what is unfinished, with the same bytes."
        },
        subcommands = OutboxDropCommand.class)
final class OutboxCommand implements Runnable {
    @Override
    public void run() {
        throw new ParameterException(new CommandLine(this), "outbox what? list, resend, replace or drop");
    }

    @Command(
            name = "list",
            description = "List an account's unfinished transactions",
            footer = {"", "Example:", "  cuckoo chain outbox list --account 0x…"})
    int list(
            @Mixin ChainOptions network,
            @Mixin SendOptions options,
            @Option(names = "--account", required = true, paramLabel = "ADDRESS", description = "the sender")
                    Address account,
            @Option(names = "--finished", description = "list the finished ones instead") boolean finished) {
        try (ChainAccess chain = network.open()) {
            List<StoredTransaction> stored = finished
                    ? Outbox.finishedIn(options.outbox(), chain.chainId(), chain.genesis(), account)
                    : Outbox.unfinishedIn(options.outbox(), chain.chainId(), chain.genesis(), account);
            if (network.json()) {
                ObjectNode root = JsonNodeFactory.instance.objectNode().put("account", account.hex());
                ArrayNode list = root.putArray("transactions");
                stored.forEach(each -> add(list, each));
                System.out.println(root);
                return 0;
            }
            System.out.println(stored.size() + (finished ? " finished" : " unfinished") + " of " + account);
            stored.forEach(
                    each -> System.out.println("nonce " + each.nonce() + ": " + Words.harmless(each.what()) + ", "
                            + each.newest().hash()
                            + (each.forms().size() > 1 ? " (in " + each.forms().size() + " forms)" : "")
                            + (each.isBeingDropped() ? " (being dropped)" : "")
                            + each.outcome().map(how -> ", " + how).orElse("")));
            return 0;
        }
    }

    @Command(
            name = "resend",
            description = "Send an unfinished transaction again, the same bytes, and wait for it",
            footer = {"", "Example:", "  cuckoo chain outbox resend --key-file me.json --nonce 12"})
    int resend(
            @Mixin ChainOptions network,
            @Mixin AccountOptions account,
            @Mixin SendOptions options,
            @Mixin NonceOption nonce) {
        return send(network, account, options, nonce.value(), sender -> sender.resend(nonce.value()));
    }

    @Command(
            name = "replace",
            description = "Send the same call with the same nonce and higher fees; whichever gets into a block counts",
            footer = {"", "Example:", "  cuckoo chain outbox replace --key-file me.json --nonce 12 --bump-fees"})
    int replace(
            @Mixin ChainOptions network,
            @Mixin AccountOptions account,
            @Mixin SendOptions options,
            @Mixin NonceOption nonce,
            @Option(
                            names = "--bump-fees",
                            required = true,
                            description = "at least a quarter more than before, and what the node suggests now")
                    boolean bump) {
        return send(network, account, options, nonce.value(), sender -> sender.replace(nonce.value()));
    }

    private static int send(
            ChainOptions network,
            AccountOptions account,
            SendOptions options,
            BigInteger nonce,
            Function<Sender, Ending> work) {
        NodeKey key = account.open();
        try (ChainAccess chain = network.open();
                var sender = Sender.take(chain, key, options.outbox(), options.patience(), System.err::println)) {
            var report = new EndingReport(network.json());
            StoredTransaction stored = sender.unfinished(nonce);
            return options.dryRun() ? report.nothingSent(stored) : report.done(stored, work.apply(sender));
        }
    }

    private static void add(ArrayNode list, StoredTransaction stored) {
        ObjectNode entry =
                list.addObject().put("nonce", stored.nonce().toString()).put("what", stored.what());
        stored.outcome().ifPresent(outcome -> entry.put("outcome", outcome));
        entry.put("beingDropped", stored.isBeingDropped());
        ArrayNode hashes = entry.putArray("hashes");
        stored.forms().forEach(form -> hashes.add(form.hash().hex()));
    }
}
