package network.cuckoo.contracts.differential;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Escrows, secrets, roots and claims. It remembers what coordinators know: their secrets and their leaves. */
final class SettlementMoves {

    private final boolean eager;
    private final Secrets secrets = new Secrets();
    private final Map<Bytes32, PayoutTree> trees = new HashMap<>();

    /** {@code eager} ones post epochs more than anything else. */
    SettlementMoves(boolean eager) {
        this.eager = eager;
    }

    Step next(Turn turn) {
        if (!turn.foul() && nobodyCoordinates(turn)) {
            return OwnerMoves.register(turn);
        }
        return switch (turn.dice().weighted(3, 4, eager ? 90 : 8, 2, 10, 2, 3)) {
            case 0 -> setChainTip(turn);
            case 1 -> deposit(turn);
            case 2 -> postEpoch(turn);
            case 3 -> rejectRoot(turn);
            case 4 -> claim(turn);
            case 5 -> requestEscrow(turn);
            default -> withdrawEscrow(turn);
        };
    }

    private static boolean nobodyCoordinates(Turn turn) {
        return turn.cast().owners().stream().noneMatch(owner -> turn.staking().isActiveCoordinator(owner, turn.at()));
    }

    private Account coordinator(Turn turn) {
        var first = turn.cast().owners().get(2);
        if (eager
                && turn.staking().isActiveCoordinator(first, turn.at())
                && turn.dice().chance(0.9)) {
            return first;
        }
        return turn.registered(List.of(Kind.COORDINATOR));
    }

    private static Account node(Turn turn, Account coordinator) {
        return turn.breaks()
                ? turn.dice().pick(turn.cast().everybody())
                : turn.staking()
                        .registrations()
                        .candidate(coordinator, turn.at())
                        .node();
    }

    private Step setChainTip(Turn turn) {
        var tip = turn.breaks() ? Bytes32.ZERO : secrets.newTip(turn.dice());
        return turn.step(caller(turn, coordinator(turn)), new Call.SetChainTip(tip));
    }

    /** A coordinator's node; an owner who has none calls itself. */
    private static Account caller(Turn turn, Account coordinator) {
        var node = node(turn, coordinator);
        return node.equals(Account.NOBODY) ? coordinator : node;
    }

    private Step deposit(Turn turn) {
        var amount = turn.breaks() ? ZERO : turn.dice().partOf(turn.rules().minMinerStake());
        return turn.step(turn.person(), amount, new Call.Deposit(coordinator(turn)));
    }

    private Step postEpoch(Turn turn) {
        var coordinator = coordinator(turn);
        var ledger = turn.world().settlement().ledger(coordinator);
        if (ledger.tip().equals(Bytes32.ZERO) && turn.dice().chance(0.8)) {
            return setChainTip(turn);
        }
        var first = Math.max(ledger.lastPosted(), ledger.tipEpoch()) + 1;
        var far = tooFar(turn, ledger);
        var later = turn.laterThan((Math.max(first, far) + 1) * turn.rules().epoch(), far > 0);
        var present = turn.world().settlement().epochAt(later.at());
        var epoch = far > 0 ? far : epoch(turn, first, present);
        var leaves = leaves(turn, coordinator, ledger, epoch);
        var tree = PayoutTree.of(leaves, turn.cast().settlement());
        trees.put(tree.root(), tree);
        var secret = secrets.secret(ledger.tip(), ledger.tipEpoch(), turn.breaks() ? epoch + 1 : epoch);
        var root = turn.breaks() && turn.dice().chance(0.2) ? Bytes32.ZERO : tree.root();
        return later.step(
                caller(turn, coordinator), new Call.PostEpoch(epoch, root, total(turn, ledger, leaves), secret));
    }

    /** An epoch at the longest distance from the last reveal or one farther, now and then; otherwise 0. */
    private long tooFar(Turn turn, Ledger ledger) {
        var limit = SettlementModel.LONGEST_STEPS;
        return !eager && turn.dice().chance(0.02) && turn.rules().epoch() < 100
                ? ledger.lastReveal().epoch() + turn.dice().between(limit, limit + 1)
                : 0;
    }

    private static long epoch(Turn turn, long first, long present) {
        if (turn.breaks()) {
            return turn.dice().pick(List.of(present, present + 1, first - 1, Math.max(0, first - 2)));
        }
        return turn.dice().chance(0.8) || present - 1 <= first
                ? first
                : turn.dice().between(first, present - 1);
    }

    private static List<Leaf> leaves(Turn turn, Account coordinator, Ledger ledger, long epoch) {
        var leaves = new ArrayList<Leaf>();
        for (var i = turn.dice().weighted(0, 3, 2, 2, 1, 1); i > 0; i--) {
            var toPool = turn.dice().chance(0.4);
            var account = toPool && !turn.breaks() ? turn.candidate() : turn.person();
            var before = ledger.claimed(account, toPool);
            var more = turn.dice().partOf(turn.breaks() ? ledger.escrow().held() : ledger.uncommitted());
            leaves.add(new Leaf(coordinator, epoch, account, before.add(more), toPool));
        }
        return leaves;
    }

    private static BigInteger total(Turn turn, Ledger ledger, List<Leaf> leaves) {
        var held = ledger.escrow().held();
        var before = ledger.standingRoot().total();
        if (turn.breaks()) {
            return turn.dice().chance(0.5)
                    ? held.add(ONE)
                    : before.subtract(ONE).max(ZERO);
        }
        var paid = leaves.stream()
                .map(leaf -> leaf.cumulativeWei().subtract(ledger.claimed(leaf.account(), leaf.toPool())))
                .reduce(before, BigInteger::add);
        return switch (turn.dice().weighted(6, 1, 1)) {
            case 0 -> paid.min(held);
            case 1 -> held;
            default -> before;
        };
    }

    private Step rejectRoot(Turn turn) {
        var coordinator = coordinator(turn);
        var ledger = turn.world().settlement().ledger(coordinator);
        var pending = ledger.roots().entrySet().stream()
                .filter(entry -> turn.foul() || turn.at() <= entry.getValue().finalAt())
                .map(Map.Entry::getKey)
                .toList();
        if (pending.isEmpty() && !turn.foul()) {
            return postEpoch(turn);
        }
        var epoch = pending.isEmpty() || turn.breaks()
                ? ledger.lastPosted() + turn.dice().below(2)
                : turn.dice().pick(pending);
        var arbiter = turn.orOther(turn.staking().governance().arbiter());
        return turn.step(arbiter, new Call.RejectRoot(coordinator, epoch));
    }

    private Step claim(Turn turn) {
        var coordinator = coordinator(turn);
        var roots = turn.world().settlement().ledger(coordinator).roots().values().stream()
                .filter(root -> turn.foul() || !root.rejected())
                .toList();
        if (roots.isEmpty()) {
            return deposit(turn);
        }
        var root = turn.dice().chance(0.4)
                ? roots.getLast()
                : turn.dice().pick(roots.subList(Math.max(0, roots.size() - 6), roots.size()));
        var tree = Objects.requireNonNull(trees.get(root.payoutRoot()), "a root that no move made");
        var index = turn.dice().below(tree.leaves().size());
        var ripe = timeToClaim(turn, root);
        return ripe.step(
                turn.dice().pick(turn.cast().everybody()),
                new Call.Claim(
                        claimed(ripe, tree.leaves().get(index)),
                        proof(ripe, tree.proofs().get(index))));
    }

    private Turn timeToClaim(Turn turn, Root root) {
        if (eager && turn.dice().chance(0.95)) {
            return turn;
        }
        return switch (turn.dice().weighted(2, 5, 3)) {
            case 0 -> turn.justBefore(root.finalAt());
            case 1 -> turn.notBefore(root.finalAt());
            default -> turn;
        };
    }

    private static Leaf claimed(Turn turn, Leaf leaf) {
        if (!turn.breaks()) {
            return leaf;
        }
        return switch (turn.dice().below(4)) {
            case 0 ->
                new Leaf(leaf.coordinator(), leaf.epoch() + 1, leaf.account(), leaf.cumulativeWei(), leaf.toPool());
            case 1 -> new Leaf(leaf.coordinator(), leaf.epoch(), turn.person(), leaf.cumulativeWei(), leaf.toPool());
            case 2 ->
                new Leaf(
                        leaf.coordinator(),
                        leaf.epoch(),
                        leaf.account(),
                        leaf.cumulativeWei().add(ONE),
                        leaf.toPool());
            default -> new Leaf(leaf.coordinator(), leaf.epoch(), leaf.account(), leaf.cumulativeWei(), !leaf.toPool());
        };
    }

    private static List<Bytes32> proof(Turn turn, List<Bytes32> right) {
        return turn.breaks() && turn.dice().chance(0.2) ? List.of(Bytes32.of(5)) : right;
    }

    private Step requestEscrow(Turn turn) {
        var coordinator = coordinator(turn);
        var available = turn.world().settlement().ledger(coordinator).uncommitted();
        return turn.step(
                coordinator,
                new Call.RequestEscrow(
                        turn.breaks() ? available.add(ONE) : turn.dice().partOf(available)));
    }

    private Step withdrawEscrow(Turn turn) {
        var requested = turn.cast().owners().stream()
                .filter(owner ->
                        turn.world().settlement().ledger(owner).escrow().readyAt() != 0)
                .toList();
        if (requested.isEmpty()) {
            return requestEscrow(turn);
        }
        var coordinator = turn.dice().pick(requested);
        var readyAt = turn.world().settlement().ledger(coordinator).escrow().readyAt();
        var ripe = turn.dice().chance(eager ? 0.05 : 0.6) ? turn.notBefore(readyAt) : turn;
        return ripe.step(ripe.orOther(coordinator), new Call.WithdrawEscrow());
    }
}
