package network.cuckoo.cli.chain;

import java.math.BigInteger;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.outbox.SignedForm;
import network.cuckoo.cli.chain.outbox.StoredTransaction;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.Wei;
import network.cuckoo.keys.NodeKey;

/** Signs the forms of an account's transactions; sends nothing. */
final class Forms {
    private final ChainAccess chain;
    private final ChainId chainId;
    private final NodeKey key;

    Forms(ChainAccess chain, NodeKey key) {
        this.chain = chain;
        this.chainId = chain.chainId();
        this.key = key;
    }

    /** The first form of a call. */
    SignedForm first(BigInteger nonce, Call call, BigInteger gasLimit, Fees fees) {
        return Signing.sign(key, chainId, nonce, call.to(), call.data(), call.value(), gasLimit, fees);
    }

    /** One that does the same as the newest, with the fees of now, and at least a quarter more. */
    SignedForm again(StoredTransaction stored) {
        return stored.isBeingDropped()
                ? empty(stored)
                : Signing.sign(
                        key,
                        chainId,
                        stored.nonce(),
                        stored.to(),
                        stored.data(),
                        stored.value(),
                        stored.gasLimit(),
                        higherFees(stored));
    }

    /** One that uses up the nonce and does nothing, with higher fees too. @throws CommandFailure if the account can't pay for it */
    SignedForm empty(StoredTransaction stored) {
        Call nothing = Call.payment(key.address(), Wei.ZERO).named("an empty transaction in its place");
        Fees fees = higherFees(stored);
        return switch (new Forecaster(chain, key.address()).of(nothing)) {
            case Forecast.Works works -> {
                refuseUnpayable(nothing, fees.most(works.gasLimit()));
                yield first(stored.nonce(), nothing, works.gasLimit(), fees).asEmpty();
            }
            case Forecast other -> throw Refusals.of(nothing, other);
        };
    }

    /** @throws CommandFailure if the account has less than the call hands over and its gas costs at most */
    void refuseUnpayable(Call call, Wei gas) {
        Wei needed = call.value().plus(gas);
        Wei balance = chain.balanceOf(key.address());
        if (balance.compareTo(needed) < 0) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    call.what() + " needs up to " + needed.toCai() + " with gas, but " + key.address() + " has "
                            + balance.toCai());
        }
    }

    private Fees higherFees(StoredTransaction stored) {
        SignedForm before = stored.newest();
        Fees bumped = new Fees(before.mostPerGas(), before.tipPerGas(), stored.oldKind()).bumped();
        return stored.oldKind() ? bumped : bumped.atLeast(Fees.suggestedBy(chain));
    }
}
