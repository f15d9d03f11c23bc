package network.cuckoo.cli.chain;

import java.math.BigInteger;
import java.util.Optional;
import network.cuckoo.contracts.ContractErrors;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.Transaction;

/** Tries calls of one account on the chain's present state; sends nothing. */
public final class Forecaster {
    private static final BigInteger SAFETY_NUMERATOR = BigInteger.valueOf(6);
    private static final BigInteger SAFETY_DENOMINATOR = BigInteger.valueOf(5);

    private final ChainAccess chain;
    private final Address account;

    public Forecaster(ChainAccess chain, Address account) {
        this.chain = chain;
        this.account = account;
    }

    /** What this call would do now. */
    public Forecast of(Call call) {
        Wei balance = chain.balanceOf(account);
        if (balance.compareTo(call.value()) < 0) {
            return new Forecast.TooPoor(call.what() + " needs " + call.value().toCai() + " and gas, but " + account
                    + " has " + balance.toCai());
        }
        var transaction = new Transaction(
                account.hex(),
                null,
                null,
                null,
                call.to().map(Address::hex).orElse(null),
                call.value().value(),
                call.data());
        var tried = chain.ask(chain.web3j().ethCall(transaction, DefaultBlockParameterName.LATEST));
        if (tried.hasError()) {
            return failure(tried.getError());
        }
        var estimate = chain.ask(chain.web3j().ethEstimateGas(transaction));
        return estimate.hasError() ? failure(estimate.getError()) : works(estimate.getAmountUsed());
    }

    private static Forecast works(BigInteger estimate) {
        return new Forecast.Works(estimate.multiply(SAFETY_NUMERATOR).divide(SAFETY_DENOMINATOR));
    }

    private static Forecast failure(Response.Error error) {
        return ContractErrors.decode(error.getData())
                .<Forecast>map(Forecast.Refused::new)
                .orElseGet(() -> new Forecast.Fails(
                        Optional.ofNullable(error.getMessage()).orElse("no reason given")));
    }
}
