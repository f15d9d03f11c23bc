package network.cuckoo.contracts.differential;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.TWO;
import static java.math.BigInteger.ZERO;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The roots that coordinators post: mostly true ones, and the lies that a contract can't see through. */
final class RootMoves {

    /** A root with the amount that is to be set aside for it. */
    record Offer(Bytes32 root, BigInteger amountWei) {

        static final Offer NOTHING = new Offer(Bytes32.ZERO, ZERO);
    }

    private static final int FEW_PEOPLE = 3;

    private final boolean eager;
    private final PayoutBook book;

    /** {@code eager} ones pay few people a little, again and again. */
    RootMoves(boolean eager, PayoutBook book) {
        this.eager = eager;
        this.book = book;
    }

    /** What a coordinator posts for an epoch; if this turn is to break a rule, often something that is refused. */
    Offer offer(Turn turn, Account coordinator, long epoch) {
        var available = turn.world().settlement().ledger(coordinator).uncommitted();
        if (turn.breaks()) {
            return refusable(turn, coordinator, epoch, available);
        }
        return available.signum() <= 0
                ? Offer.NOTHING
                : switch (turn.dice().weighted(12, 4, 2, 1, 1)) {
                    case 0 -> truthful(turn, coordinator, epoch, available);
                    case 1 -> promisingTooMuch(turn, coordinator, epoch, available);
                    case 2 -> allForOne(turn, coordinator, epoch, available);
                    case 3 -> copied(turn, available);
                    default -> Offer.NOTHING;
                };
    }

    private Offer refusable(Turn turn, Account coordinator, long epoch, BigInteger available) {
        var much = available.add(turn.dice().pick(List.of(ONE, ONE, available)).max(ONE));
        var leaves = leaves(turn, coordinator, epoch, much);
        var root = root(turn, leaves);
        return switch (turn.dice().weighted(4, 1, 1)) {
            case 0 -> new Offer(root, much);
            case 1 -> new Offer(root, ZERO);
            default -> new Offer(Bytes32.ZERO, ONE);
        };
    }

    private Offer truthful(Turn turn, Account coordinator, long epoch, BigInteger available) {
        var leaves = leaves(turn, coordinator, epoch, part(turn, available));
        var sum = sum(leaves);
        return sum.signum() == 0 ? Offer.NOTHING : new Offer(root(turn, leaves), sum);
    }

    /** The leaves' sum is more than what is set aside: who claims first is paid. */
    private Offer promisingTooMuch(Turn turn, Account coordinator, long epoch, BigInteger available) {
        var leaves = leaves(turn, coordinator, epoch, part(turn, available));
        var sum = sum(leaves);
        var amount = turn.dice().pick(List.of(sum.subtract(ONE), sum.divide(TWO), ONE));
        return new Offer(root(turn, leaves), amount.max(ONE).min(available));
    }

    /** Names somebody for all that the escrow holds, as if nothing were owed to anybody. */
    private Offer allForOne(Turn turn, Account coordinator, long epoch, BigInteger available) {
        var thief = turn.dice().chance(0.5) ? coordinator : turn.person();
        var held = turn.world().settlement().ledger(coordinator).escrow().held();
        var loot = turn.dice().chance(0.7) ? held : available;
        var leaf = new Leaf(new Payee(coordinator, thief, false), epoch, loot);
        return new Offer(root(turn, Set.of(leaf)), part(turn, available));
    }

    /** Another posting's root, perhaps another coordinator's: its leaves are of another epoch. */
    private Offer copied(Turn turn, BigInteger available) {
        var roots = turn.cast().owners().stream()
                .flatMap(owner -> turn.world().settlement().ledger(owner).roots().values().stream())
                .map(Root::payoutRoot)
                .filter(root -> !root.equals(Bytes32.ZERO))
                .toList();
        return roots.isEmpty() ? Offer.NOTHING : new Offer(turn.dice().pick(roots), part(turn, available));
    }

    private BigInteger part(Turn turn, BigInteger available) {
        var parts = eager ? List.of(4L, 8L, 16L) : List.of(1L, 2L, 3L, 8L);
        return available.divide(BigInteger.valueOf(turn.dice().pick(parts))).max(ONE);
    }

    /** At least one leaf, all different, that share the budget; now and then one about nothing. */
    private Set<Leaf> leaves(Turn turn, Account coordinator, long epoch, BigInteger budget) {
        var leaves = new LinkedHashSet<Leaf>();
        var left = budget;
        for (var i = turn.dice().weighted(0, 3, 2, 2, 1, 1); i > 0; i--) {
            var toPool = turn.dice().chance(0.4);
            var account = toPool && !turn.breaks() ? turn.candidate() : person(turn);
            var amount = turn.dice().chance(0.03) ? ZERO : turn.dice().partOf(left);
            leaves.add(new Leaf(new Payee(coordinator, account, toPool), epoch, amount));
            left = left.subtract(amount);
        }
        return leaves;
    }

    private Account person(Turn turn) {
        return eager ? turn.cast().people().get(turn.dice().below(FEW_PEOPLE)) : turn.person();
    }

    private Bytes32 root(Turn turn, Set<Leaf> leaves) {
        return book.keep(PayoutTree.of(new ArrayList<>(leaves), turn.cast().settlement()));
    }

    private static BigInteger sum(Set<Leaf> leaves) {
        return leaves.stream().map(Leaf::amountWei).reduce(ZERO, BigInteger::add);
    }
}
