package network.cuckoo.contracts.differential;

import static java.math.BigInteger.ZERO;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Everybody's tokens, contracts included, and who refuses to receive any. */
final class Bank {

    private final Map<Account, BigInteger> balances;
    private final Set<Account> refusing;

    Bank() {
        balances = new HashMap<>();
        refusing = new HashSet<>();
    }

    Bank(Bank other) {
        balances = new HashMap<>(other.balances);
        refusing = new HashSet<>(other.refusing);
    }

    void mint(Account to, BigInteger amount) {
        balances.merge(to, amount, BigInteger::add);
    }

    BigInteger balance(Account account) {
        return balances.getOrDefault(account, ZERO);
    }

    void setRefusing(Account account, boolean refuses) {
        if (refuses) {
            refusing.add(account);
        } else {
            refusing.remove(account);
        }
    }

    boolean isRefusing(Account account) {
        return refusing.contains(account);
    }

    /** A payment by a contract, which its receiver may refuse. */
    void pay(Message message, Account from, Account to, BigInteger amount) {
        if (message.require(!isRefusing(to), Refusal.PAYMENT_FAILED, to, amount)) {
            move(from, to, amount);
        }
    }

    void move(Account from, Account to, BigInteger amount) {
        balances.merge(from, amount.negate(), BigInteger::add);
        balances.merge(to, amount, BigInteger::add);
    }
}
