package network.cuckoo.contracts.differential;

import java.math.BigInteger;

/** One word of a picture: what it is, and its value. */
record Word(String label, BigInteger value) {}
