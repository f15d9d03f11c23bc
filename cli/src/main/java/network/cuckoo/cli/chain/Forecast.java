package network.cuckoo.cli.chain;

import java.math.BigInteger;
import network.cuckoo.contracts.ContractError;

/** What a call would do if it were sent now. */
public sealed interface Forecast {
    /**
     * It would go through.
     *
     * @param gasLimit units of gas to allow: the node's estimate and a fifth more
     */
    record Works(BigInteger gasLimit) implements Forecast {}

    /** The contract would refuse it. */
    record Refused(ContractError error) implements Forecast {}

    /** The node says that it fails, without a reason of the contract's. */
    record Fails(String message) implements Forecast {}

    /** The account has less than the call hands over. */
    record TooPoor(String message) implements Forecast {}
}
