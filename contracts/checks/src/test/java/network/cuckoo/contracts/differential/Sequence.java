package network.cuckoo.contracts.differential;

import java.util.List;

/** A seed's endless play: each step is chosen by looking at the model's world, about a third to break a rule. */
final class Sequence implements Play {

    /** Weights of stakers, owners, rewards, cases, the governor, settlement, and receivers who refuse. */
    private record Taste(int stakers, int owners, int rewards, int cases, int governor, int settlement, int refusals) {}

    private static final Taste EVERYTHING = new Taste(30, 12, 18, 20, 6, 22, 2);
    private static final Taste STAKERS = new Taste(60, 6, 20, 6, 2, 6, 1);
    private static final Taste REWARDS = new Taste(35, 8, 40, 12, 3, 6, 2);
    private static final Taste SETTLEMENT = new Taste(10, 8, 6, 3, 5, 60, 2);
    private static final Taste RUINOUS = new Taste(12, 3, 6, 200, 2, 3, 1);
    private static final Taste EAGER = new Taste(2, 1, 1, 2, 1, 90, 1);
    private static final List<Taste> TASTES =
            List.of(EVERYTHING, RUINOUS, SETTLEMENT, STAKERS, EAGER, REWARDS, STAKERS, SETTLEMENT);
    static final int TASTE_COUNT = TASTES.size();
    private static final int EARLY_STEPS = 45;
    private static final int OPENING_STEPS = 25;
    private static final double FOUL = 0.4;
    private static final double RARELY_FOUL = 0.14;

    private final Dice dice;
    private final Taste taste;
    private final CaseMoves caseMoves;
    private final SettlementMoves settlementMoves;
    private final PayoutBook payouts = new PayoutBook();
    private final boolean hasty;
    private int taken;

    /** Whether this seed's play is about posting roots fast, which wants epochs of seconds. */
    static boolean isEager(long seed) {
        return taste(seed).equals(EAGER);
    }

    /** Whether this seed's play is about cutting one pool until it closes, which wants few seconds and many wei. */
    static boolean isRuinous(long seed) {
        return taste(seed).equals(RUINOUS);
    }

    private static Taste taste(long seed) {
        return TASTES.get(Math.floorMod(seed, TASTE_COUNT));
    }

    Sequence(long seed) {
        dice = new Dice(seed);
        taste = taste(seed);
        hasty = taste.equals(RUINOUS) || taste.equals(EAGER);
        caseMoves = new CaseMoves(taste.equals(RUINOUS));
        settlementMoves = new SettlementMoves(taste.equals(EAGER), payouts);
    }

    @Override
    public PayoutBook payouts() {
        return payouts;
    }

    @Override
    public Step next(World world) {
        var turn = new Turn(world, dice, time(world), dice.chance(hasty ? RARELY_FOUL : FOUL));
        if (!hasty && taken < OPENING_STEPS && dice.chance(0.05)) {
            return GovernorMoves.appoint(turn);
        }
        if (taken++ < OPENING_STEPS && dice.chance(0.7) && somebodyIsOut(world)) {
            return OwnerMoves.register(turn);
        }
        if (isPaused(world) && dice.chance(0.2)) {
            return GovernorMoves.whilePaused(dice.chance(0.7) ? turn.atOnce() : turn);
        }
        if (!hasty && dice.chance(0.5) && CaseMoves.mayVeto(turn)) {
            return CaseMoves.veto(turn);
        }
        if (!hasty && taken < EARLY_STEPS && dice.chance(0.25)) {
            return caseMoves.next(turn); // so that most of the play is about pools that were cut
        }
        if (!hasty && dice.chance(0.35) && CaseMoves.isWaiting(turn)) {
            return caseMoves.goOn(turn);
        }
        return switch (dice.weighted(
                taste.stakers(),
                taste.owners(),
                taste.rewards(),
                taste.cases(),
                taste.governor(),
                taste.settlement(),
                taste.refusals())) {
            case 0 -> StakerMoves.next(turn);
            case 1 -> OwnerMoves.next(turn);
            case 2 -> RewardMoves.next(turn);
            case 3 -> caseMoves.next(turn);
            case 4 -> GovernorMoves.next(turn);
            case 5 -> settlementMoves.next(turn);
            default -> refusePayments(turn);
        };
    }

    private static boolean isPaused(World world) {
        return world.staking().pause().pausedUntil() > world.now()
                || world.settlement().pause().pausedUntil() > world.now();
    }

    private static boolean somebodyIsOut(World world) {
        return world.cast().owners().stream()
                .filter(owner -> !owner.equals(world.staking().governance().arbiter()))
                .anyMatch(owner -> !world.staking().registrations().isRegistered(owner));
    }

    private static Step refusePayments(Turn turn) {
        var refusing = turn.cast().people().stream()
                .filter(turn.world().bank()::isRefusing)
                .toList();
        var account = refusing.isEmpty() ? turn.person() : turn.dice().pick(refusing);
        var refuses = !turn.world().bank().isRefusing(account);
        return turn.step(account, new Call.RefusePayments(account, refuses));
    }

    /** Mostly soon (hasty sequences: at once), often on the edge of a window, now and then weeks later. */
    private long time(World world) {
        var rules = world.staking().rules();
        var now = world.now();
        if (hasty && dice.chance(0.98)) {
            return now + dice.below(2);
        }
        return switch (dice.weighted(8, 22, 30, 32, 5, 2)) {
            case 0 -> now;
            case 1 -> now + 1;
            case 2 -> now + dice.between(1, Math.max(1, rules.vetoWindow() / 4));
            case 3 -> edge(world);
            case 4 -> now + dice.between(1, rules.cooldown());
            default -> now + dice.between(1, rules.accusationPause());
        };
    }

    private long edge(World world) {
        var moments = Moments.ahead(world, 5);
        return moments.isEmpty() ? world.now() : Math.max(world.now(), dice.pick(moments) + dice.between(-1, 1));
    }
}
