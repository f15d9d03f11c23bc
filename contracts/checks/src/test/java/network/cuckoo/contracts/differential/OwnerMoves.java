package network.cuckoo.contracts.differential;

import static java.math.BigInteger.ONE;

import java.math.BigInteger;
import java.util.List;

/** Registrations, nodes and commissions. */
final class OwnerMoves {

    private static final int WHOLE_BPS = 10_000;

    private OwnerMoves() {}

    static Step next(Turn turn) {
        return switch (turn.dice().weighted(everybodyIsIn(turn) ? 1 : 8, 4, 1, 6, 2)) {
            case 0 -> register(turn);
            case 1 -> rotate(turn);
            case 2 -> turn.step(turn.candidate(), updateInfo(turn));
            case 3 -> turn.step(turn.candidate(), new Call.SetCommission(commission(turn)));
            default -> turn.step(turn.candidate(), new Call.Deregister());
        };
    }

    private static boolean everybodyIsIn(Turn turn) {
        return turn.cast().owners().stream()
                .allMatch(owner -> turn.staking().registrations().isRegistered(owner)
                        || turn.staking().governance().arbiter().equals(owner));
    }

    private static Call updateInfo(Turn turn) {
        return turn.breaks() ? new Call.UpdateInfo(257, 0) : new Call.UpdateInfo(256, 4096);
    }

    /** Stakes what an owner who isn't registered yet needs, then registers it; used until all are. */
    static Step register(Turn turn) {
        var owner = unregistered(turn);
        if (owner.equals(turn.staking().governance().arbiter()) && turn.dice().chance(0.7)) {
            return turn.step(
                    turn.cast().governor(), new Call.SetArbiter(turn.cast().arbiter()));
        }
        var kind = kind(turn, owner);
        var staking = turn.staking();
        var missing = turn.rules()
                .minimum(kind)
                .subtract(staking.pools().value(owner, owner))
                .max(turn.rules().minVote());
        var ownVote = vote(turn, missing, staking.pools().value(owner, owner).signum() > 0);
        if (staking.pools().free(owner).compareTo(ownVote) < 0 && !turn.foul()) {
            return turn.step(owner, ownVote.multiply(BigInteger.TWO).add(ONE), new Call.Stake());
        }
        var node = node(turn, owner);
        var deadline = turn.at()
                + (turn.foul() ? turn.dice().between(-1, 1) : turn.dice().between(0, 100));
        var url = turn.breaks() && turn.dice().chance(0.3) ? 257 : turn.dice().below(30);
        var call = new Call.Register(
                kind, node, ownVote, commission(turn), url, 12, deadline, consent(turn, owner, node, kind, deadline));
        return turn.step(owner, call);
    }

    private static BigInteger vote(Turn turn, BigInteger missing, boolean mayBeNone) {
        return switch (turn.dice().weighted(8, 6, mayBeNone ? 4 : 0, turn.foul() ? 6 : 1)) {
            case 0 -> missing;
            case 1 -> missing.add(turn.dice().partOf(turn.rules().minMinerStake()));
            case 2 -> BigInteger.ZERO;
            default -> missing.subtract(ONE);
        };
    }

    private static Account unregistered(Turn turn) {
        var waiting = turn.cast().owners().stream()
                .filter(owner -> !turn.staking().registrations().isRegistered(owner))
                .toList();
        return waiting.isEmpty() || turn.breaks() ? turn.owner() : turn.dice().pick(waiting);
    }

    private static Kind kind(Turn turn, Account owner) {
        var old = turn.staking().registrations().candidate(owner, turn.at()).kind();
        if (turn.breaks()) {
            return turn.dice().pick(List.of(Kind.values()));
        }
        return old != Kind.NONE ? old : owner.name().startsWith("miner") ? Kind.MINER : Kind.COORDINATOR;
    }

    private static Account node(Turn turn, Account owner) {
        var registrations = turn.staking().registrations();
        var possible = turn.cast().nodes().stream()
                .filter(node -> registrations.nodeOwner(node).equals(Account.NOBODY)
                        || registrations.nodeOwner(node).equals(owner))
                .toList();
        if (turn.foul()) {
            return turn.dice().chance(0.2)
                    ? owner
                    : turn.dice().pick(turn.cast().nodes());
        }
        return turn.dice().pick(possible.isEmpty() ? turn.cast().nodes() : possible);
    }

    private static Step rotate(Turn turn) {
        var owner = turn.candidate();
        var node = node(turn, owner);
        var kind = turn.staking().registrations().candidate(owner, turn.at()).kind();
        var deadline = turn.at()
                + (turn.foul() ? turn.dice().between(-1, 1) : turn.dice().between(0, 100));
        return turn.step(owner, new Call.RotateNode(node, deadline, consent(turn, owner, node, kind, deadline)));
    }

    private static Consent consent(Turn turn, Account owner, Account node, Kind kind, long deadline) {
        var nonce = turn.staking().registrations().nodeNonce(node);
        var right = new Consent(node, owner, node, kind, nonce, deadline);
        if (!turn.breaks()) {
            return right;
        }
        return switch (turn.dice().below(6)) {
            case 0 -> new Consent(owner, owner, node, kind, nonce, deadline);
            case 1 -> new Consent(node, node, node, kind, nonce, deadline);
            case 2 -> new Consent(node, owner, owner, kind, nonce, deadline);
            case 3 ->
                new Consent(node, owner, node, kind == Kind.MINER ? Kind.COORDINATOR : Kind.MINER, nonce, deadline);
            case 4 -> new Consent(node, owner, node, kind, nonce + 1, deadline);
            default -> new Consent(node, owner, node, kind, nonce, deadline + 1);
        };
    }

    private static int commission(Turn turn) {
        if (turn.breaks() && turn.dice().chance(0.3)) {
            return WHOLE_BPS + 1;
        }
        return switch (turn.dice().weighted(5, 1, 1)) {
            case 0 -> turn.dice().below(3000);
            case 1 -> WHOLE_BPS;
            default -> 0;
        };
    }
}
