package network.cuckoo.contracts.differential;

import java.math.BigInteger;

/** One call by somebody at a block time, Unix seconds. */
record Step(long at, Account caller, BigInteger valueWei, Call call) {

    @Override
    public String toString() {
        return "t=%d %s%s: %s".formatted(at, caller, valueWei.signum() == 0 ? "" : " +" + valueWei, call);
    }
}
