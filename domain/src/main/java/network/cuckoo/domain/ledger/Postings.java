package network.cuckoo.domain.ledger;

import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.Wei;

/** The postings of one ledger transaction; they sum to zero, and none is zero itself. May be empty where nothing costs anything. */
public record Postings(List<Posting> list) implements Iterable<Posting> {
    /** @throws IllegalArgumentException if the amounts do not sum to zero */
    public Postings {
        list = list.stream()
                .filter(posting -> posting.amountWei().signum() != 0)
                .toList();
        BigInteger sum = list.stream().map(Posting::amountWei).reduce(BigInteger.ZERO, BigInteger::add);
        if (sum.signum() != 0) {
            throw new IllegalArgumentException("postings must sum to zero, these sum to " + sum + " wei: " + list);
        }
    }

    /** Those that are not zero, in this order. */
    public static Postings of(Posting... postings) {
        return new Postings(List.of(postings));
    }

    /** Moves an amount from one account to another. */
    public static Postings move(LedgerAccount from, LedgerAccount to, Wei amount) {
        return of(new Posting(from, amount.value().negate()), new Posting(to, amount.value()));
    }

    /** Gives an app credit. */
    public static Postings credit(AppId app, Wei amount) {
        return move(LedgerAccount.creditSource(), LedgerAccount.appAvailable(app), amount);
    }

    /** Sets a task's price aside when it is submitted. */
    public static Postings hold(AppId app, Wei price) {
        return move(LedgerAccount.appAvailable(app), LedgerAccount.appHeld(app), price);
    }

    /** Gives the held price back when a task fails or is cancelled. */
    public static Postings release(AppId app, Wei price) {
        return move(LedgerAccount.appHeld(app), LedgerAccount.appAvailable(app), price);
    }

    @Override
    public Iterator<Posting> iterator() {
        return list.iterator();
    }
}
