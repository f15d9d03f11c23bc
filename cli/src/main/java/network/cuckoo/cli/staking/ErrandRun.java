package network.cuckoo.cli.staking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.Call;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.Fees;
import network.cuckoo.cli.chain.Forecast;
import network.cuckoo.cli.chain.Landed;
import network.cuckoo.cli.chain.Sender;
import network.cuckoo.cli.chain.errand.Errand;
import network.cuckoo.cli.chain.errand.ErrandSender;
import network.cuckoo.cli.chain.outbox.Outbox;
import network.cuckoo.domain.Wei;
import network.cuckoo.keys.NodeKey;

/** One errand of a person: finish what is unfinished, show what will happen, ask, send, say what came of it. */
final class ErrandRun {
    private final ChainAccess chain;
    private final NodeKey key;
    private final SendOptions options;
    private final ErrandReport report;

    ErrandRun(ChainAccess chain, NodeKey key, SendOptions options, boolean json) {
        this.chain = chain;
        this.key = key;
        this.options = options;
        this.report = new ErrandReport(json);
    }

    /**
     * Runs it.
     *
     * @param maker looks at the chain, after what was unfinished is finished
     * @return the exit code
     * @throws CommandFailure if the contract would refuse it, the account can't pay, the person does not want it, or sending fails
     */
    int run(Supplier<Errand> maker) {
        return run(Optional.empty(), maker);
    }

    /**
     * Runs it; if an earlier command began it for the same purpose, and it is finished now, it is done with that.
     *
     * @param purpose for errands that the chain refuses once they are done: what names them before the chain is looked at
     */
    int run(Optional<String> purpose, Supplier<Errand> maker) {
        if (options.dryRun()) {
            return rehearse(maker.get());
        }
        try (var sender = Sender.take(chain, key, options.outbox(), options.patience(), report::aside)) {
            sender.finishUnfinished();
            Optional<Landed> done = purpose.flatMap(words -> sender.finishedBefore(Call.intent(words)));
            if (done.isPresent()) {
                report.doneBefore(key.address(), done.get());
                return ExitCode.OK.number();
            }
            Errand errand = maker.get();
            purpose.ifPresent(errand::meaning);
            return send(sender, errand);
        }
    }

    private int send(Sender sender, Errand errand) {
        boolean before = sender.finishedBefore(errand.goal().intent()).isPresent();
        if (!before) {
            Wei most = announce(errand);
            refuseUnpayable(errand, most);
            refuseUnwanted();
        }
        List<Landed> transactions = new ArrayList<>();
        try {
            ErrandSender.send(sender, errand, transactions);
        } catch (CommandFailure e) {
            transactions.forEach(landed -> report.aside("done before that: " + landed.what() + ", block "
                    + landed.block() + ", transaction " + landed.hash()));
            throw e;
        }
        report.done(errand, key.address(), transactions, before);
        return ExitCode.OK.number();
    }

    private int rehearse(Errand errand) {
        Wei most = announce(errand);
        int unfinished = Outbox.unfinishedIn(options.outbox(), chain.chainId(), chain.genesis(), key.address())
                .size();
        report.nothingSent(errand, key.address(), unfinished, lacking(most));
        return ExitCode.OK.number();
    }

    /** Tries it, then tells it. @return what it takes of the account at most, gas included as far as it is known */
    private Wei announce(Errand errand) {
        List<Forecast> forecasts = ErrandSender.forecast(chain, errand, key.address());
        report.announce(errand);
        return report.cost(errand, forecasts, Fees.suggestedBy(chain));
    }

    private void refuseUnpayable(Errand errand, Wei most) {
        lacking(most).ifPresent(balance -> {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    errand.goal().what() + " needs up to " + most.toCai() + " with gas, but " + key.address() + " has "
                            + balance.toCai());
        });
    }

    /** The balance, if it is less than that. */
    private Optional<Wei> lacking(Wei most) {
        return Optional.of(chain.balanceOf(key.address())).filter(balance -> balance.compareTo(most) < 0);
    }

    private void refuseUnwanted() {
        if (!options.yes() && Terminal.isThere() && !Terminal.says("Go on?")) {
            throw new CommandFailure(ExitCode.FAILED, "nothing was sent");
        }
    }
}
