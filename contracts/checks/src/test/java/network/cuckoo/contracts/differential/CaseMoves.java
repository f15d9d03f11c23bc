package network.cuckoo.contracts.differential;

import static java.math.BigInteger.ONE;

import java.util.List;
import java.util.stream.Stream;

/** Accusations and what follows them. */
final class CaseMoves {

    private final boolean ruinous;

    /** {@code ruinous} ones accuse one candidate again and again and cut as deep as they may. */
    CaseMoves(boolean ruinous) {
        this.ruinous = ruinous;
    }

    Step next(Turn turn) {
        if (ruinous && turn.staking().pools().pool(victim(turn)).closed()) {
            return afterRuin(turn);
        }
        var open = open(turn);
        if (!open.isEmpty() && turn.dice().chance(ruinous ? 0.02 : 0.06)) {
            return again(turn, turn.staking().cases().file(turn.dice().pick(open)));
        }
        if (open.isEmpty() || (!ruinous && turn.dice().chance(0.3))) {
            return propose(turn);
        }
        var id = turn.foul() && turn.dice().chance(0.3)
                ? turn.dice().below(turn.staking().cases().count() + 2)
                : turn.dice().pick(open);
        return switch (turn.staking().cases().file(id).status()) {
            case PROPOSED -> isLate(turn, id) ? late(turn, id) : proposed(turn, id);
            case DECIDED -> isLate(turn, id) ? any(turn, id) : decided(turn, id);
            case NONE, REJECTED, VETOED, EXECUTED, EXPIRED -> any(turn, id);
        };
    }

    private Step late(Turn turn, int id) {
        var ended = turn.at() >= turn.staking().cases().file(id).deadline();
        return ended || turn.dice().chance(0.4) ? any(turn, id) : decideLate(turn, id);
    }

    private static List<Integer> open(Turn turn) {
        return turn.caseIds()
                .filter(id -> turn.staking().cases().file(id).isOpen())
                .toList();
    }

    /** Whether a case waits for its next step and isn't too late for it. */
    static boolean isWaiting(Turn turn) {
        return open(turn).stream().anyMatch(id -> !isLate(turn, id));
    }

    /** The next step of a case that waits. */
    Step goOn(Turn turn) {
        var id = turn.dice()
                .pick(open(turn).stream()
                        .filter(waiting -> !isLate(turn, waiting))
                        .toList());
        return turn.staking().cases().file(id).status() == Status.PROPOSED ? proposed(turn, id) : decided(turn, id);
    }

    private static Account victim(Turn turn) {
        return turn.cast().owners().getFirst();
    }

    /** Backers leave a closed pool, rewards still come, somebody tries to vote. */
    private static Step afterRuin(Turn turn) {
        var victim = victim(turn);
        var left = StakerMoves.holdings(turn).stream()
                .filter(holding -> holding.candidate().equals(victim))
                .toList();
        return switch (turn.dice().weighted(left.isEmpty() ? 0 : 6, 3, 1, 3)) {
            case 0 -> {
                var leaver = turn.dice().pick(left).staker();
                var shares = turn.staking().pools().position(leaver, victim).shares();
                yield turn.step(leaver, new Call.Unvote(List.of(victim), List.of(shares)));
            }
            case 1 ->
                turn.step(
                        turn.person(), turn.dice().partOf(turn.rules().minMinerStake()), new Call.FundRewards(victim));
            case 2 ->
                turn.step(
                        victim,
                        new Call.Vote(List.of(victim), List.of(turn.rules().minVote())));
            default -> StakerMoves.next(turn);
        };
    }

    private static boolean isLate(Turn turn, int id) {
        var file = turn.staking().cases().file(id);
        var needed = file.status() == Status.PROPOSED ? 2 * turn.rules().vetoWindow() : 1;
        return turn.at() + needed > file.deadline();
    }

    private Step propose(Turn turn) {
        var open = open(turn);
        var twin = !open.isEmpty() && turn.dice().chance(0.3)
                ? turn.staking().cases().file(turn.dice().pick(open))
                : CaseFile.NONE; // a second case about the same
        var again = twin.status() != Status.NONE;
        var candidate = again ? twin.candidate() : ruinous ? victim(turn) : turn.candidate();
        var proposer = proposer(turn, candidate);
        var from = turn.staking().cases().accusableFrom(proposer, candidate);
        if (turn.at() < from && !turn.foul() && !ruinous) {
            return RewardMoves.next(turn);
        }
        var ripe = turn.notBefore(from);
        var bond = turn.staking().governance().caseBond();
        var value = turn.breaks() ? bond.add(ONE) : bond;
        var digest = again ? twin.digest() : digest(turn);
        return proposer.equals(turn.cast().governor()) && turn.dice().chance(0.5)
                ? ripe.step(
                        turn.orOther(turn.cast().councillor()),
                        value,
                        new Call.Accuse(candidate, digest, offenceAt(ripe)))
                : ripe.step(proposer, value, new Call.Propose(candidate, digest, offenceAt(ripe)));
    }

    /** The same proposer accuses the same candidate of something else; nothing is wrong but that a case is open. */
    private static Step again(Turn turn, CaseFile file) {
        var other = Bytes32.of(turn.dice().between(100, 1_000_000));
        var bond = turn.staking().governance().caseBond();
        return turn.step(file.proposer(), bond, new Call.Propose(file.candidate(), other, turn.at()));
    }

    private static long offenceAt(Turn turn) {
        var window = turn.rules().evidenceWindow();
        var ages = turn.foul() ? List.of(-1L, 0L, window, window + 1) : List.of(0L, window, window / 2);
        return turn.at() - turn.dice().pick(ages);
    }

    private Bytes32 digest(Turn turn) {
        var dice = turn.dice();
        if (turn.breaks() && dice.chance(0.3)) {
            return Bytes32.ZERO;
        }
        var known = turn.foul() ? 0.9 : ruinous ? 0.15 : 0.6;
        return dice.chance(known) ? dice.pick(Query.DIGESTS) : Bytes32.of(dice.between(100, 1_000_000));
    }

    private Account proposer(Turn turn, Account accused) {
        if (turn.breaks()) {
            return turn.dice().pick(turn.cast().everybody());
        }
        var coordinators = turn.cast().owners().stream()
                .filter(owner -> turn.staking().isActiveCoordinator(owner, turn.at()))
                .filter(owner -> !owner.equals(accused) || turn.foul())
                .toList();
        return ruinous || coordinators.isEmpty() || turn.dice().chance(0.4)
                ? turn.cast().governor()
                : turn.dice().pick(coordinators);
    }

    private Step proposed(Turn turn, int id) {
        var file = turn.staking().cases().file(id);
        var arbiter = turn.orOther(turn.staking().governance().arbiter());
        var answerEnds = file.openedAt() + turn.rules().answerWindow();
        return switch (turn.dice().weighted(3, 7, ruinous ? 0 : 1, ruinous ? 0 : 1)) {
            case 0 -> turn.step(turn.orOther(file.candidate()), new Call.Answer(id));
            case 2 -> decideLate(turn, id);
            case 1 -> {
                var hurried = file.answered() || (!ruinous && turn.dice().chance(0.2));
                var ripe = hurried ? turn : turn.notBefore(answerEnds + 1);
                yield ripe.step(arbiter, new Call.Decide(id, bps(turn)));
            }
            default -> any(turn, id);
        };
    }

    /** A decision in the last two veto windows, which only a rejection may be, or just before or after them. */
    private Step decideLate(Turn turn, int id) {
        var windows = 2 * turn.rules().vetoWindow();
        var before = turn.dice().pick(List.of(0L, 1L, turn.dice().between(1, windows), windows - 1, windows));
        var late = turn.laterThan(turn.staking().cases().file(id).deadline() - before, true);
        var bps = turn.dice().chance(0.6) ? 0 : Math.max(1, bps(turn));
        return late.step(turn.staking().governance().arbiter(), new Call.Decide(id, bps));
    }

    private int bps(Turn turn) {
        var most = turn.staking().governance().maxSlashBps();
        if (turn.breaks()) {
            return most + 1;
        }
        if (ruinous) {
            return most;
        }
        return turn.dice().chance(0.3) ? 0 : turn.dice().below(most + 1);
    }

    static boolean mayVeto(Turn turn) {
        return vetoable(turn).findAny().isPresent();
    }

    /** Vetoes a case that may be vetoed, sometimes in the last second or just too late. */
    static Step veto(Turn turn) {
        var id = turn.dice().pick(vetoable(turn).toList());
        var end = turn.staking().cases().file(id).decidedAt() + turn.rules().vetoWindow();
        var late = turn.dice().chance(0.4) ? turn.laterThan(end - turn.dice().below(2), true) : turn;
        if (turn.dice().chance(0.4)) {
            return late.step(turn.orOther(turn.cast().councillor()), new Call.CouncilVeto(id));
        }
        return late.step(turn.orOther(turn.cast().governor()), new Call.Veto(id));
    }

    private static Stream<Integer> vetoable(Turn turn) {
        return turn.caseIds().filter(id -> {
            var file = turn.staking().cases().file(id);
            return file.status() == Status.DECIDED
                    && turn.at() <= file.decidedAt() + turn.rules().vetoWindow();
        });
    }

    private Step decided(Turn turn, int id) {
        var vetoEnds =
                turn.staking().cases().file(id).decidedAt() + turn.rules().vetoWindow();
        return switch (turn.dice().weighted(ruinous ? 0 : 4, 6, ruinous ? 0 : 1)) {
            case 0 -> turn.step(turn.orOther(turn.cast().governor()), new Call.Veto(id));
            case 1 -> {
                var ripe = !ruinous && turn.dice().chance(0.2) ? turn : turn.notBefore(vetoEnds);
                yield ripe.step(turn.dice().pick(turn.cast().everybody()), new Call.Execute(id));
            }
            default -> any(turn, id);
        };
    }

    /** A follow-up that may or may not fit the case. */
    private Step any(Turn turn, int id) {
        var file = turn.staking().cases().file(id);
        return switch (turn.dice().weighted(1, 1, 1, 2, 14)) {
            case 0 ->
                turn.step(
                        file.candidate().equals(Account.NOBODY) ? turn.owner() : file.candidate(), new Call.Answer(id));
            case 1 -> turn.step(turn.staking().governance().arbiter(), new Call.Decide(id, bps(turn)));
            case 2 -> turn.step(turn.cast().governor(), new Call.Veto(id));
            case 3 -> turn.step(turn.person(), new Call.Execute(id));
            default -> {
                var ripe = turn.dice().chance(0.3) ? turn : turn.notBefore(file.deadline());
                yield ripe.step(turn.person(), new Call.Expire(id));
            }
        };
    }
}
