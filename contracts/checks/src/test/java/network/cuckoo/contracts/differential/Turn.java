package network.cuckoo.contracts.differential;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the makers of moves see: the world, the dice, a time not before the last step's, and whether this step shall break
 * a rule.
 */
record Turn(World world, Dice dice, long at, boolean foul) {

    Cast cast() {
        return world.cast();
    }

    Rules rules() {
        return world.staking().rules();
    }

    StakingModel staking() {
        return world.staking();
    }

    /** Whether this step should break one particular rule of several that it could. */
    boolean breaks() {
        return foul && dice.chance(0.5);
    }

    Account person() {
        return dice.pick(cast().people());
    }

    Account owner() {
        return dice.pick(cast().owners());
    }

    /** An owner of this kind who is registered, or any. */
    Account registered(List<Kind> kinds) {
        var fitting = cast().owners().stream()
                .filter(owner -> staking().registrations().isRegistered(owner))
                .filter(owner -> kinds.contains(
                        staking().registrations().candidate(owner, at).kind()))
                .toList();
        return fitting.isEmpty() || breaks() ? owner() : dice.pick(fitting);
    }

    Account candidate() {
        return registered(List.of(Kind.MINER, Kind.COORDINATOR));
    }

    /** The right one, or somebody else if this step is foul. */
    Account orOther(Account right) {
        return breaks() ? dice.pick(cast().everybody()) : right;
    }

    Stream<Integer> caseIds() {
        return Stream.iterate(1, id -> id <= staking().cases().count(), id -> id + 1);
    }

    /**
     * The same turn at the first time at which the move is allowed; if it shall break a rule, often one second too early
     * and right in everything that is asked of the later turn.
     */
    Turn notBefore(long time) {
        return foul && time - 1 > at && dice.chance(0.6)
                ? new Turn(world, dice, time - 1, false)
                : laterThan(time, false);
    }

    /** The same turn in the last second in which the move isn't allowed yet, and right otherwise. */
    Turn justBefore(long time) {
        return time - 1 >= at ? new Turn(world, dice, time - 1, false) : this;
    }

    Turn laterThan(long time, boolean evenIfFoul) {
        return time <= at || (foul && !evenIfFoul) ? this : new Turn(world, dice, time, foul);
    }

    /** The same turn without any time passing. */
    Turn atOnce() {
        return new Turn(world, dice, world.now(), foul);
    }

    Step step(Account caller, Call call) {
        return step(caller, BigInteger.ZERO, call);
    }

    Step step(Account caller, BigInteger valueWei, Call call) {
        return new Step(at, caller, valueWei, call);
    }
}
