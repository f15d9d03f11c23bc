package network.cuckoo.contracts.differential;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;

import java.util.List;
import java.util.Map;

/** Escrows, secrets, and what goes with an epoch. It remembers the coordinators' secrets. */
final class SettlementMoves {

    private final boolean eager;
    private final Secrets secrets = new Secrets();
    private final RootMoves roots;
    private final ClaimMoves claims;

    /** {@code eager} ones post epochs more than anything else. */
    SettlementMoves(boolean eager, PayoutBook book) {
        this.eager = eager;
        roots = new RootMoves(eager, book);
        claims = new ClaimMoves(eager, book);
    }

    Step next(Turn turn) {
        if (!turn.foul() && nobodyCoordinates(turn)) {
            return OwnerMoves.register(turn);
        }
        return switch (turn.dice()
                .weighted(eager ? 1 : 3, eager ? 10 : 5, eager ? 36 : 9, eager ? 4 : 3, eager ? 40 : 12, 3, 6)) {
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
        return turn.step(
                turn.person(),
                amount,
                new Call.Deposit(coordinator(turn), Bytes32.of(turn.dice().below(3))));
    }

    private Step postEpoch(Turn turn) {
        var coordinator = coordinator(turn);
        var ledger = turn.world().settlement().ledger(coordinator);
        if (ledger.tip().equals(Bytes32.ZERO) && turn.dice().chance(0.8)) {
            return setChainTip(turn);
        }
        var first = Math.max(ledger.lastPosted() + 1, ledger.tipEpoch());
        var far = tooFar(turn, ledger);
        var later = turn.laterThan((Math.max(first, far) + 1) * turn.rules().epoch(), far > 0);
        var present = turn.world().settlement().epochAt(later.at());
        var epoch = far > 0 ? far : epoch(turn, first, present);
        var offer = roots.offer(turn, coordinator, epoch);
        var secret = secrets.secret(ledger.tip(), ledger.tipEpoch(), turn.breaks() ? epoch + 1 : epoch);
        return later.step(
                caller(turn, coordinator),
                new Call.PostEpoch(epoch, offer.root(), offer.amountWei(), Bytes32.of(epoch), secret));
    }

    /** An epoch at the longest distance from the last reveal or one farther, now and then; otherwise 0. */
    private long tooFar(Turn turn, Ledger ledger) {
        var limit = SettlementModel.LONGEST_STEPS;
        return !eager && turn.dice().chance(0.08) && turn.rules().epoch() < 100
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
        return claims.next(turn, coordinator(turn)).orElseGet(() -> deposit(turn));
    }

    /** Often of all there is, so that a root posted meanwhile leaves less; seldom in place of a request that waits. */
    private Step requestEscrow(Turn turn) {
        var coordinator = coordinator(turn);
        var ledger = turn.world().settlement().ledger(coordinator);
        if (isWaiting(turn, coordinator) && !turn.foul() && turn.dice().chance(0.7)) {
            return postEpoch(turn);
        }
        var available = ledger.uncommitted();
        var amount = turn.dice().chance(0.4) ? available : turn.dice().partOf(available);
        return turn.step(coordinator, new Call.RequestEscrow(turn.breaks() ? available.add(ONE) : amount));
    }

    private static boolean isWaiting(Turn turn, Account owner) {
        var readyAt = turn.world().settlement().ledger(owner).escrow().readyAt();
        return readyAt != 0 && turn.at() < readyAt + turn.rules().escrowWindow();
    }

    private Step withdrawEscrow(Turn turn) {
        var requested = turn.cast().owners().stream()
                .filter(owner ->
                        isWaiting(turn, owner) || (turn.foul() && turn.dice().chance(0.15)))
                .toList();
        if (requested.isEmpty()) {
            return requestEscrow(turn);
        }
        var coordinator = turn.dice().pick(requested);
        var readyAt = turn.world().settlement().ledger(coordinator).escrow().readyAt();
        var over = readyAt + turn.rules().escrowWindow();
        var ripe = eager
                ? turn
                : switch (turn.dice().weighted(6, 2, 1)) {
                    case 0 -> turn.notBefore(readyAt);
                    case 1 -> turn;
                    default -> turn.laterThan(over - turn.dice().below(2), true);
                };
        return ripe.step(ripe.orOther(coordinator), new Call.WithdrawEscrow());
    }
}
