package network.cuckoo.cli.staking;

import java.util.concurrent.Callable;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.Ending;
import network.cuckoo.cli.chain.Sender;
import network.cuckoo.cli.chain.outbox.StoredTransaction;
import network.cuckoo.cli.key.AccountOptions;
import network.cuckoo.keys.NodeKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cuckoo chain outbox drop}: gives up a stored transaction. */
@Command(
        name = "drop",
        description = {
            "Give up a stored transaction that the node does not know and that blocks the account's commands.",
            "Sends nothing to the account itself with the same nonce: once that is in a block, the dropped one never can be.",
            "Until then either may be; the command waits and says which it was.",
            "With --forget nothing is sent: the bytes that some node may still have are not undone by that."
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  cuckoo chain outbox drop --key-file me.json --nonce 12",
            "  cuckoo chain outbox drop --key-file me.json --nonce 12 --forget --yes"
        })
final class OutboxDropCommand implements Callable<Integer> {
    @Mixin
    private ChainOptions network = new ChainOptions();

    @Mixin
    private AccountOptions account = new AccountOptions();

    @Mixin
    private SendOptions options = new SendOptions();

    @Mixin
    private NonceOption nonce = new NonceOption();

    @Option(
            names = "--forget",
            description =
                    "only take it out of the outbox, for an account that can't pay; the account's next transaction takes"
                            + " its nonce, so that at most one of the two gets into a block")
    private boolean forget;

    @Override
    public Integer call() {
        NodeKey key = account.open();
        try (ChainAccess chain = network.open();
                var sender = Sender.take(chain, key, options.outbox(), options.patience(), System.err::println)) {
            StoredTransaction stored = sender.droppable(nonce.value());
            var report = new EndingReport(network.json());
            if (options.dryRun()) {
                return report.nothingSent(stored);
            }
            System.err.println(EndingReport.text(stored));
            refuseUnwanted();
            return forget ? forgotten(sender, stored) : dropped(sender, stored, report);
        }
    }

    private int dropped(Sender sender, StoredTransaction stored, EndingReport report) {
        Ending ending = sender.drop(nonce.value());
        int code = report.done(stored, ending);
        return ending instanceof Ending.Dropped ? code : ExitCode.FAILED.number();
    }

    private int forgotten(Sender sender, StoredTransaction stored) {
        sender.forget(nonce.value());
        if (network.json()) {
            System.out.println(EndingReport.root(stored).put("forgotten", true));
        } else {
            System.out.println(
                    Words.harmless(stored.what()) + " is forgotten. If a node kept its bytes, it may still get into a"
                            + " block, until the account's next transaction takes nonce " + nonce.value());
        }
        return ExitCode.OK.number();
    }

    /** Whoever runs this in a script must say so: what is given up can't be had back. */
    private void refuseUnwanted() {
        if (options.yes()) {
            return;
        }
        if (!Terminal.isThere()) {
            throw new CommandFailure(ExitCode.USAGE, "nobody is there to be asked; --yes drops it without a question");
        }
        if (!Terminal.says("Give this transaction up?")) {
            throw new CommandFailure(ExitCode.FAILED, "nothing was sent");
        }
    }
}
