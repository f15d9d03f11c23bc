package network.cuckoo.contracts.differential;

import java.math.BigInteger;

/** Somebody on the chain, or a contract; {@code name} is how histories call it. */
record Account(String name, BigInteger address) {

    static final Account NOBODY = new Account("nobody", BigInteger.ZERO);

    @Override
    public String toString() {
        return name;
    }
}
