package network.cuckoo.contracts.differential;

import static java.math.BigInteger.ZERO;
import static network.cuckoo.contracts.differential.Exact.big;

import java.math.BigInteger;

/** A miner's pool of two million wei under the rules for dust, halved case by case: 20 cuts leave 2 wei, one more 1. */
final class FallingPool implements Play {

    private static final BigInteger OWN_VOTE = big(2_000_000);
    private static final int CUTS_TO_THE_EDGE = 20;
    static final int STEPS_PER_CUT = 3;
    static final int STEPS_TO_THE_EDGE = 2 + CUTS_TO_THE_EDGE * STEPS_PER_CUT;

    private final PayoutBook payouts = new PayoutBook();

    static Account miner(World world) {
        return world.cast().owners().getFirst();
    }

    @Override
    public Step next(World world) {
        var cases = world.staking().cases();
        var file = cases.file(cases.count());
        return switch (file.status()) {
            case NONE -> enter(world);
            case PROPOSED -> decide(world, file);
            case DECIDED -> {
                var at = file.decidedAt() + world.staking().rules().vetoWindow();
                yield new Step(at, world.cast().stranger(), ZERO, new Call.Execute(cases.count()));
            }
            case EXECUTED, REJECTED, VETOED, EXPIRED -> accuse(world);
        };
    }

    private static Step enter(World world) {
        var miner = miner(world);
        var node = world.cast().nodes().getFirst();
        if (world.staking().registrations().isRegistered(miner)) {
            return accuse(world);
        }
        if (world.staking().pools().free(miner).signum() == 0) {
            return new Step(world.now(), miner, OWN_VOTE, new Call.Stake());
        }
        var consent = new Consent(node, miner, node, Kind.MINER, 0, world.now());
        var call = new Call.Register(Kind.MINER, node, OWN_VOTE, 0, 0, 0, world.now(), consent);
        return new Step(world.now(), miner, ZERO, call);
    }

    private static Step accuse(World world) {
        var digest = Bytes32.of(1L + world.staking().cases().count());
        var call = new Call.Propose(miner(world), digest, world.now());
        return new Step(
                world.now(),
                world.cast().governor(),
                world.staking().governance().caseBond(),
                call);
    }

    private static Step decide(World world, CaseFile file) {
        var at = file.openedAt() + world.staking().rules().answerWindow() + 1;
        var call = new Call.Decide(
                world.staking().cases().count(), world.staking().governance().maxSlashBps());
        return new Step(at, world.staking().governance().arbiter(), ZERO, call);
    }

    @Override
    public PayoutBook payouts() {
        return payouts;
    }
}
