package network.cuckoo.contracts.differential;

import java.math.BigInteger;

/** Shares on their way out of a pool, withdrawable from {@code readyAt}. */
record Cooling(Account staker, Account candidate, BigInteger shares, long readyAt) {}
