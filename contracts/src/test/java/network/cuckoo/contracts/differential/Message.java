package network.cuckoo.contracts.differential;

import java.math.BigInteger;
import java.util.EnumSet;
import java.util.Set;

/**
 * One call on its way through the model. The documents don't say in which order a contract checks, so the model gathers
 * every rule that a call breaks; the chain must name one of them.
 */
record Message(Account caller, BigInteger valueWei, long now, Set<Refusal> refusals) {

    Message(Account caller, BigInteger valueWei, long now) {
        this(caller, valueWei, now, EnumSet.noneOf(Refusal.class));
    }

    boolean require(boolean holds, Refusal otherwise) {
        if (!holds) {
            refusals.add(otherwise);
        }
        return holds;
    }

    void requirePositive(BigInteger amount) {
        require(amount.signum() > 0, Refusal.ZERO_AMOUNT);
    }

    boolean refused() {
        return !refusals.isEmpty();
    }

    /** The same call passed on by a contract. */
    Message from(Account contract) {
        return new Message(contract, valueWei, now, refusals);
    }

    Message with(BigInteger otherValueWei) {
        return new Message(caller, otherValueWei, now, refusals);
    }
}
