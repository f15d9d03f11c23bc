package network.cuckoo.contracts.differential;

import static java.math.BigInteger.ZERO;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** What {@code claimCredit} would pay: commissions, bonds, the treasury's part of cuts. */
final class Credits {

    private final Map<Account, BigInteger> credits;

    Credits() {
        credits = new HashMap<>();
    }

    Credits(Credits other) {
        credits = new HashMap<>(other.credits);
    }

    BigInteger credit(Account account) {
        return credits.getOrDefault(account, ZERO);
    }

    void add(Account account, BigInteger amount) {
        credits.merge(account, amount, BigInteger::add);
    }

    BigInteger take(Account account) {
        var amount = credit(account);
        credits.remove(account);
        return amount;
    }

    BigInteger totalWei() {
        return credits.values().stream().reduce(ZERO, BigInteger::add);
    }
}
