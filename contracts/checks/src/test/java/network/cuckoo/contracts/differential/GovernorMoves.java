package network.cuckoo.contracts.differential;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;

import java.util.List;

/** Roles, limits, pauses. */
final class GovernorMoves {

    private GovernorMoves() {}

    static Step next(Turn turn) {
        return switch (turn.dice().weighted(7, 5, 1)) {
            case 0 -> turn.step(turn.orOther(turn.cast().governor()), setting(turn));
            case 1 -> turn.dice().chance(0.1) ? unpause(turn) : turn.step(turn.orOther(pauser(turn)), pause(turn));
            default ->
                turn.step(
                        turn.person(),
                        turn.dice().chance(0.2) ? ZERO : ONE,
                        turn.dice().chance(0.5) ? new Call.SendToStaking() : new Call.SendToSettlement());
        };
    }

    private static Call.Govern setting(Turn turn) {
        var dice = turn.dice();
        var rules = turn.rules();
        return switch (dice.weighted(3, 2, 2, 2, 2, 1, 1)) {
            case 0 -> new Call.SetArbiter(arbiter(turn));
            case 1 ->
                new Call.SetTreasury(
                        turn.breaks()
                                ? Account.NOBODY
                                : dice.pick(List.of(turn.cast().treasury(), turn.person())),
                        turn.breaks() ? rules.treasuryCeilingBps() + 1 : dice.below(rules.treasuryCeilingBps() + 1));
            case 2 ->
                new Call.SetPauseGuardian(
                        dice.pick(List.of(Account.NOBODY, turn.cast().guardian(), turn.person())));
            case 3 ->
                new Call.SetCaseBond(
                        turn.breaks()
                                ? dice.pick(List.of(
                                        ZERO, rules.minCoordinatorStake().add(ONE)))
                                : dice.partOf(rules.minCoordinatorStake()).max(ONE));
            case 4 ->
                new Call.SetMaxSlash(
                        turn.breaks()
                                ? rules.slashCeilingBps() + 1
                                : (int) dice.between(rules.slashCeilingBps() / 2, rules.slashCeilingBps()));
            case 5 -> new Call.SetModelPolicy(dice.pick(Query.MODELS), Bytes32.of(dice.below(3)));
            default -> new Call.SetReferee(turn.person(), dice.chance(0.5));
        };
    }

    private static Account arbiter(Turn turn) {
        return turn.breaks()
                ? turn.dice().pick(List.of(Account.NOBODY, turn.cast().governor(), turn.candidate()))
                : turn.dice().pick(List.of(turn.cast().arbiter(), turn.cast().councillor(), turn.owner()));
    }

    /** Makes an owner the arbiter, rather one who may still be, or who accuses in the governor's name. */
    static Step appoint(Turn turn) {
        if (turn.dice().chance(0.3)) {
            return turn.step(
                    turn.cast().governor(), new Call.SetArbiter(turn.cast().councillor()));
        }
        var fitting = turn.cast().owners().stream()
                .filter(owner -> !turn.staking().registrations().isCandidate(owner))
                .toList();
        var arbiter = fitting.isEmpty() ? turn.owner() : turn.dice().pick(fitting);
        return turn.step(turn.cast().governor(), new Call.SetArbiter(arbiter));
    }

    private static Account pauser(Turn turn) {
        var guardian = turn.staking().governance().pauseGuardian();
        return guardian.equals(Account.NOBODY) || turn.dice().chance(0.3)
                ? turn.cast().governor()
                : guardian;
    }

    /** Ends a pause that lasts, or tries to begin the next one too soon. */
    static Step whilePaused(Turn turn) {
        return turn.dice().chance(0.3)
                ? turn.step(
                        pauser(turn), isSettlementPaused(turn) ? new Call.PauseSettlement(1) : new Call.PauseStaking(1))
                : unpause(turn);
    }

    private static boolean isSettlementPaused(Turn turn) {
        return turn.world().settlement().pause().pausedUntil() > turn.at();
    }

    private static Step unpause(Turn turn) {
        var settlement = isSettlementPaused(turn);
        if (turn.dice().chance(0.3)) {
            return turn.step(turn.orOther(turn.cast().councillor()), new Call.CouncilUnpause(settlement));
        }
        return turn.step(
                turn.orOther(pauser(turn)), settlement ? new Call.UnpauseSettlement() : new Call.UnpauseStaking());
    }

    private static Call pause(Turn turn) {
        var longest = turn.rules().longestPause();
        var duration = turn.breaks()
                ? turn.dice().pick(List.of(0L, longest + 1))
                : turn.dice().pick(List.of(1L, longest, turn.dice().between(1, longest)));
        return turn.dice().chance(0.5) ? new Call.PauseStaking(duration) : new Call.PauseSettlement(duration);
    }
}
