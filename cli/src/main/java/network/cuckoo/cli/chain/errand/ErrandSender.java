package network.cuckoo.cli.chain.errand;

import java.math.BigInteger;
import java.util.ArrayList;
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
    /** What the contract says to a vote before the staking that goes in front of it. */
    private static final String NOT_FREE_YET = "InsufficientFree";

    private static final BigInteger USUAL_GAS = BigInteger.valueOf(600_000);

    private ErrandSender() {}

    /**
     * What the errand's calls would do now. A call after others is judged without them; if it only lacks what they bring, it is
     * put at what such a call usually takes.
     *
     * @throws network.cuckoo.cli.CommandFailure if one of them can't go through
     */
    public static List<Forecast.Works> forecast(ChainAccess chain, Errand errand, Address account) {
        var forecaster = new Forecaster(chain, account);
        List<Forecast.Works> works = new ArrayList<>();
        for (Call call : errand.calls().reversed()) {
            switch (forecaster.of(call)) {
                case Forecast.Works fine -> works.addFirst(fine);
                case Forecast.Refused refused
                when call != errand.calls().getFirst() && refused.error().name().equals(NOT_FREE_YET) -> {
                    works.addFirst(new Forecast.Works(USUAL_GAS)); // the call before it brings that
                }
                case Forecast other -> throw Refusals.of(call, other);
            }
        }
        return works;
    }

    /** Sends all calls, or tells that the same errand was finished just now for an earlier command. @return the goal's */
    public static Landed send(Sender sender, Errand errand, List<Landed> all) {
        Optional<Landed> before = sender.finishedBefore(errand.goal());
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
