package network.cuckoo.cli.chain.errand;

import java.util.List;
import java.util.Optional;
import network.cuckoo.cli.chain.Call;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.Forecast;
import network.cuckoo.cli.chain.Forecaster;
import network.cuckoo.cli.chain.Landed;
import network.cuckoo.cli.chain.Refusals;
import network.cuckoo.cli.chain.Sender;
import network.cuckoo.domain.Address;

/** Carries errands out: nothing is sent if the contract would refuse the goal. */
public final class ErrandSender {
    private ErrandSender() {}

    /**
     * What the errand's calls would do now, one after the other.
     *
     * @return for each call that it works or, on a node that can't simulate, that it can't be tried before the others are done
     * @throws network.cuckoo.cli.CommandFailure if one of them can't go through
     */
    public static List<Forecast> forecast(ChainAccess chain, Errand errand, Address account) {
        List<Forecast> forecasts = new Forecaster(chain, account).of(errand.calls(), errand.cured());
        for (int i = 0; i < forecasts.size(); i++) {
            switch (forecasts.get(i)) {
                case Forecast.Works works -> {}
                case Forecast.Untried untried -> {}
                case Forecast other -> throw Refusals.of(errand.calls().get(i), other);
            }
        }
        return forecasts;
    }

    /** Sends all calls, or tells that the same errand was finished just now for an earlier command. @return the goal's */
    public static Landed send(Sender sender, Errand errand, List<Landed> all) {
        Optional<Landed> before = sender.finishedBefore(errand.goal().intent());
        if (before.isPresent()) {
            all.add(before.get());
            return before.get();
        }
        for (Call call : errand.calls()) {
            all.add(sender.send(call));
        }
        return all.getLast();
    }
}
