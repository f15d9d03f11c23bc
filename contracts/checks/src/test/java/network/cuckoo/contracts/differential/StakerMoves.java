package network.cuckoo.contracts.differential;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Stakes, votes and the ways out of them. */
final class StakerMoves {

    private StakerMoves() {}

    static Step next(Turn turn) {
        return switch (turn.dice().weighted(3, 2, 6, 4, 5)) {
            case 0 -> stake(turn);
            case 1 -> unstake(turn);
            case 2 -> vote(turn);
            case 3 -> unvote(turn);
            default -> withdraw(turn);
        };
    }

    private static Step stake(Turn turn) {
        var amount = turn.breaks() ? ZERO : turn.dice().partOf(turn.rules().minCoordinatorStake());
        return turn.step(turn.person(), amount, new Call.Stake());
    }

    private static Step unstake(Turn turn) {
        var staker = withFree(turn);
        var free = turn.staking().pools().free(staker);
        return turn.step(
                staker,
                new Call.Unstake(turn.breaks() ? free.add(ONE) : turn.dice().partOf(free)));
    }

    private static Step vote(Turn turn) {
        var dice = turn.dice();
        var staker = withFree(turn);
        if (!turn.foul()
                && turn.staking().pools().free(staker).compareTo(turn.rules().minVote()) < 0) {
            return stake(turn);
        }
        var left = turn.staking().pools().free(staker);
        var candidates = new ArrayList<Account>();
        var amounts = new ArrayList<BigInteger>();
        for (var i = dice.weighted(0, 6, 2, 1); i > 0; i--) {
            candidates.add(dice.chance(0.3) && turn.cast().owners().contains(staker) ? staker : turn.candidate());
            var amount = dice.partOf(left).max(turn.foul() ? ZERO : turn.rules().minVote());
            amounts.add(amount);
            left = left.subtract(amount).max(ZERO);
        }
        if (turn.breaks()) {
            spoil(turn, amounts, turn.staking().pools().free(staker).add(ONE));
        }
        return turn.step(staker, new Call.Vote(candidates, amounts));
    }

    private static Account withFree(Turn turn) {
        var able = turn.cast().people().stream()
                .filter(person -> turn.staking()
                                .pools()
                                .free(person)
                                .compareTo(turn.rules().minVote())
                        >= 0)
                .toList();
        return able.isEmpty() || turn.breaks() ? turn.person() : turn.dice().pick(able);
    }

    private static Step unvote(Turn turn) {
        var dice = turn.dice();
        var holdings = holdings(turn);
        if (holdings.isEmpty() && !turn.foul()) {
            return stake(turn);
        }
        if (holdings.isEmpty()) {
            return turn.step(turn.person(), new Call.Unvote(List.of(turn.owner()), List.of(ONE)));
        }
        var first = dice.pick(holdings);
        var held = turn.staking()
                .pools()
                .position(first.staker(), first.candidate())
                .shares();
        var candidates = new ArrayList<>(List.of(first.candidate()));
        var shares = new ArrayList<>(List.of(dice.partOf(held).max(turn.foul() ? ZERO : ONE)));
        if (dice.chance(0.2)) {
            candidates.add(turn.owner());
            shares.add(ONE);
        }
        if (turn.breaks()) {
            spoil(turn, shares, held.add(ONE));
        }
        return turn.step(turn.breaks() ? turn.person() : first.staker(), new Call.Unvote(candidates, shares));
    }

    static List<Holding> holdings(Turn turn) {
        return turn.cast().people().stream()
                .flatMap(staker -> turn.cast().owners().stream().map(owner -> new Holding(staker, owner)))
                .filter(holding -> turn.staking()
                                .pools()
                                .position(holding.staker(), holding.candidate())
                                .shares()
                                .signum()
                        > 0)
                .toList();
    }

    private static Step withdraw(Turn turn) {
        var dice = turn.dice();
        var entries = turn.staking().pools().coolings();
        if (entries.isEmpty() && !turn.foul()) {
            return unvote(turn);
        }
        var unknown = turn.staking().pools().coolingCount() + dice.below(2);
        if (entries.isEmpty() || (turn.breaks() && dice.chance(0.4))) {
            var ids = dice.chance(0.2) ? List.<Integer>of() : List.of(unknown);
            return turn.step(turn.person(), new Call.Withdraw(ids, dice.chance(0.5)));
        }
        var oldest = entries.entrySet().stream().limit(6).toList();
        var picked = dice.pick(oldest);
        var id = picked.getKey();
        var entry = picked.getValue();
        var frozen = turn.staking().pools().pool(entry.candidate()).frozenUntil();
        var ripe = dice.chance(0.7) ? turn.notBefore(Math.max(entry.readyAt(), frozen)) : turn;
        var alsoMine = entries.entrySet().stream()
                .filter(other -> other.getValue().staker().equals(entry.staker()))
                .filter(other -> other.getValue().readyAt() <= ripe.at())
                .map(Map.Entry::getKey)
                .filter(other -> !other.equals(id) || turn.foul())
                .limit(dice.below(3));
        var ids = Stream.concat(Stream.of(id), alsoMine).toList();
        var staker = ripe.breaks() ? turn.person() : entry.staker();
        return ripe.step(staker, new Call.Withdraw(ids, dice.chance(0.5)));
    }

    private static void spoil(Turn turn, List<BigInteger> numbers, BigInteger tooMuch) {
        switch (turn.dice().below(4)) {
            case 0 -> numbers.removeLast();
            case 1 -> numbers.set(0, ZERO);
            default -> numbers.set(numbers.size() - 1, tooMuch);
        }
    }
}
