package network.cuckoo.domain.ledger;

import java.math.BigInteger;

/** A change of one account's balance in wei: positive adds, negative takes. */
public record Posting(LedgerAccount account, BigInteger amountWei) {}
