package network.cuckoo.cli.chain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.cuckoo.contracts.ContractErrors;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.Transaction;

/**
 * Tries calls of one account on the chain's present state; sends nothing. Where the node can simulate, calls are tried one after the
 * other, and what the contract refuses is told before what the account can't pay. Where it can't, each is tried alone.
 */
public final class Forecaster {
    private static final BigInteger FIFTH_MORE_NUMERATOR = BigInteger.valueOf(6);
    private static final BigInteger FIFTH_MORE_DENOMINATOR = BigInteger.valueOf(5);

    private final ChainAccess chain;
    private final Address account;

    public Forecaster(ChainAccess chain, Address account) {
        this.chain = chain;
        this.account = account;
    }

    /** What this call would do now. */
    public Forecast of(Call call) {
        return of(List.of(call), Set.of()).getFirst();
    }

    /**
     * What these calls would do now, one after the other; ends with the first that would not go through.
     *
     * @param cured names of errors that a call would meet alone and does not after the ones before it
     */
    public List<Forecast> of(List<Call> calls, Set<String> cured) {
        return Simulation.of(chain, account, calls)
                .map(outcomes -> afterOneAnother(calls, outcomes))
                .orElseGet(() -> eachAlone(calls, cured));
    }

    private List<Forecast> afterOneAnother(List<Call> calls, List<Simulation.Outcome> outcomes) {
        List<Forecast> forecasts = new ArrayList<>();
        for (Simulation.Outcome outcome : outcomes) {
            if (!outcome.worked()) {
                forecasts.add(failure(outcome.revertData(), outcome.message()));
                return forecasts;
            }
            forecasts.add(new Forecast.Works(outcome.gasLimit()));
        }
        Wei balance = chain.balanceOf(account);
        Wei needed = Wei.ZERO;
        for (int i = 0; i < calls.size(); i++) {
            needed = needed.plus(calls.get(i).value());
            if (balance.compareTo(needed) < 0) {
                forecasts.set(i, tooPoor(calls.get(i), needed, balance));
                return forecasts.subList(0, i + 1);
            }
        }
        forecasts.set(0, estimated(calls.getFirst()));
        return forecasts;
    }

    private List<Forecast> eachAlone(List<Call> calls, Set<String> cured) {
        List<Forecast> forecasts = new ArrayList<>();
        for (Call call : calls) {
            Forecast alone = alone(call);
            boolean isCured = alone instanceof Forecast.Refused refused
                    && cured.contains(refused.error().name());
            forecasts.add(!forecasts.isEmpty() && isCured ? new Forecast.Untried() : alone);
        }
        return forecasts;
    }

    private Forecast alone(Call call) {
        Wei balance = chain.balanceOf(account);
        if (balance.compareTo(call.value()) < 0) {
            return tooPoor(call, call.value(), balance);
        }
        var tried = chain.ask(chain.web3j().ethCall(transaction(call), DefaultBlockParameterName.LATEST));
        return tried.hasError()
                ? failure(tried.getError().getData(), tried.getError().getMessage())
                : estimated(call);
    }

    private Forecast estimated(Call call) {
        var estimate = chain.ask(chain.web3j().ethEstimateGas(transaction(call)));
        return estimate.hasError()
                ? failure(estimate.getError().getData(), estimate.getError().getMessage())
                : new Forecast.Works(
                        estimate.getAmountUsed().multiply(FIFTH_MORE_NUMERATOR).divide(FIFTH_MORE_DENOMINATOR));
    }

    private Transaction transaction(Call call) {
        return new Transaction(
                account.hex(),
                null,
                null,
                null,
                call.to().map(Address::hex).orElse(null),
                call.value().value(),
                call.data());
    }

    private Forecast tooPoor(Call call, Wei needed, Wei balance) {
        return new Forecast.TooPoor(
                call.what() + " needs " + needed.toCai() + " and gas, but " + account + " has " + balance.toCai());
    }

    private static Forecast failure(@Nullable String revertData, @Nullable String message) {
        return ContractErrors.decode(revertData)
                .<Forecast>map(Forecast.Refused::new)
                .orElseGet(() -> new Forecast.Fails(Optional.ofNullable(message).orElse("no reason given")));
    }
}
