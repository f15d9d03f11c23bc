package network.cuckoo.contracts.differential;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Claims of one leaf or several, of several epochs, paid ones and the same one twice among them. */
final class ClaimMoves {

    private static final int MOST_PAYOUTS = 8;

    private final boolean eager;
    private final PayoutBook book;

    /** {@code eager} ones seldom wait for a root. */
    ClaimMoves(boolean eager, PayoutBook book) {
        this.eager = eager;
        this.book = book;
    }

    /** A claim against this coordinator; none if it never promised anything. */
    Optional<Step> next(Turn turn, Account coordinator) {
        var known = book.entitlements(turn.world(), coordinator);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        var open = known.stream().filter(entry -> isOpen(turn, entry)).toList();
        var first =
                turn.dice().pick(open.isEmpty() || (turn.foul() && turn.dice().chance(0.4)) ? known : open);
        var ripe = timeToClaim(turn, root(turn, first));
        var payouts = batch(ripe, first, known);
        var claim = ripe.breaks() ? spoiled(ripe, first.payee(), payouts) : new Call.Claim(first.payee(), payouts);
        return Optional.of(ripe.step(ripe.dice().pick(ripe.cast().everybody()), claim));
    }

    private static boolean isOpen(Turn turn, Entitlement entry) {
        return root(turn, entry).stands() && !turn.world().settlement().isClaimed(entry.leaf());
    }

    private static Root root(Turn turn, Entitlement entry) {
        return turn.world()
                .settlement()
                .ledger(entry.payee().coordinator())
                .root(entry.payout().epoch());
    }

    private Turn timeToClaim(Turn turn, Root root) {
        if (eager && turn.dice().chance(0.5)) {
            return turn;
        }
        return switch (turn.dice().weighted(2, 5, 3)) {
            case 0 -> turn.justBefore(root.finalAt());
            case 1 -> turn.notBefore(root.finalAt());
            default -> turn;
        };
    }

    /** The first and others of the same payee, in any order; unless foul, those alone that may be claimed by now. */
    private static List<Payout> batch(Turn turn, Entitlement first, List<Entitlement> known) {
        var others = known.stream()
                .filter(entry -> entry.payee().equals(first.payee()) && !entry.equals(first))
                .filter(entry -> turn.foul() ? turn.dice().chance(0.3) : isClaimable(turn, entry))
                .map(Entitlement::payout)
                .toList();
        var payouts = new ArrayList<>(List.of(first.payout()));
        for (var other : others) {
            if (payouts.size() < MOST_PAYOUTS && turn.dice().chance(0.7)) {
                payouts.add(turn.dice().below(payouts.size() + 1), other);
            }
        }
        if (turn.dice().chance(0.2)) {
            payouts.add(turn.dice().pick(payouts));
        }
        return payouts;
    }

    private static boolean isClaimable(Turn turn, Entitlement entry) {
        var root = root(turn, entry);
        return !entry.copied() && root.stands() && root.isFinal(turn.at());
    }

    private static Call.Claim spoiled(Turn turn, Payee payee, List<Payout> payouts) {
        var dice = turn.dice();
        return switch (dice.weighted(1, 1, 1, 6)) {
            case 0 -> new Call.Claim(new Payee(payee.coordinator(), turn.person(), payee.toPool()), payouts);
            case 1 -> new Call.Claim(new Payee(payee.coordinator(), payee.account(), !payee.toPool()), payouts);
            case 2 -> new Call.Claim(payee, List.of());
            default -> {
                var changed = new ArrayList<>(payouts);
                var index = dice.below(changed.size());
                changed.set(index, spoiled(dice, changed.get(index)));
                yield new Call.Claim(payee, changed);
            }
        };
    }

    private static Payout spoiled(Dice dice, Payout payout) {
        var less = payout.amountWei().subtract(ONE).max(ZERO);
        return switch (dice.below(5)) {
            case 0 -> new Payout(payout.epoch() + 1, payout.amountWei(), payout.proof());
            case 1 -> new Payout(payout.epoch(), less, payout.proof());
            case 2 -> new Payout(payout.epoch(), payout.amountWei().add(BigInteger.TWO), payout.proof());
            case 3 -> new Payout(payout.epoch(), payout.amountWei(), List.of());
            default -> new Payout(payout.epoch(), payout.amountWei(), List.of(Bytes32.of(5)));
        };
    }
}
