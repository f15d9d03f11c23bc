package network.cuckoo.cli.chain;

import java.math.BigInteger;
import network.cuckoo.contracts.ContractError;

/** What a call would do if it were sent now, after those that are sent before it. */
public sealed interface Forecast {
    /**
     * It would go through.
     *
     * @param gasLimit units of gas to allow, somewhat more than it takes
     */
    record Works(BigInteger gasLimit) implements Forecast {}

    /** It can be tried only once the calls before it are in a block: this node can't try several. */
    record Untried() implements Forecast {}

    /** The contract would refuse it. */
    record Refused(ContractError error) implements Forecast {}

    /** The node says that it fails, without a reason of the contract's. */
    record Fails(String message) implements Forecast {}

    /** The account has less than the calls hand over. */
    record TooPoor(String message) implements Forecast {}
}
