package network.cuckoo.contracts.differential;

import static java.math.BigInteger.ZERO;

import java.util.ArrayList;
import java.util.List;

/** Rewards into pools and out, and credits. */
final class RewardMoves {

    private RewardMoves() {}

    static Step next(Turn turn) {
        return switch (turn.dice().weighted(4, 4, 2)) {
            case 0 -> fund(turn);
            case 1 -> claimRewards(turn);
            default -> claimCredit(turn);
        };
    }

    private static Step fund(Turn turn) {
        var amount = turn.breaks() ? ZERO : turn.dice().partOf(turn.rules().minMinerStake());
        return turn.step(turn.dice().pick(turn.cast().everybody()), amount, new Call.FundRewards(turn.candidate()));
    }

    private static Step claimRewards(Turn turn) {
        var dice = turn.dice();
        var due = StakerMoves.holdings(turn).stream()
                .filter(holding -> turn.staking()
                                .pools()
                                .rewards(holding.staker(), holding.candidate(), turn.at())
                                .signum()
                        > 0)
                .toList();
        if (due.isEmpty() && !turn.foul()) {
            return fund(turn);
        }
        if (due.isEmpty() || turn.breaks()) {
            return turn.step(
                    turn.person(),
                    new Call.ClaimRewards(
                            dice.chance(0.5) ? List.of() : turn.cast().owners()));
        }
        var first = dice.pick(due);
        var candidates = new ArrayList<Account>();
        candidates.add(first.candidate());
        for (var more = dice.below(3); more > 0; more--) {
            candidates.add(turn.owner());
        }
        return turn.step(first.staker(), new Call.ClaimRewards(candidates));
    }

    private static Step claimCredit(Turn turn) {
        var due = turn.cast().everybody().stream()
                .filter(account -> turn.staking().credits().credit(account).signum() > 0)
                .toList();
        if (due.isEmpty() && !turn.foul()) {
            return fund(turn);
        }
        var caller = due.isEmpty() || turn.breaks()
                ? turn.dice().pick(turn.cast().everybody())
                : turn.dice().pick(due);
        return turn.step(caller, new Call.ClaimCredit());
    }
}
