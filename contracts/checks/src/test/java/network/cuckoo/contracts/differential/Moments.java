package network.cuckoo.contracts.differential;

import java.util.ArrayList;
import java.util.List;

/** The times at which something in a world begins or ends, so that steps fall just before, on and just after them. */
final class Moments {

    private final World world;
    private final Rules rules;
    private final List<Long> moments = new ArrayList<>();

    private Moments(World world) {
        this.world = world;
        rules = world.staking().rules();
    }

    /** The nearest moments to come, earliest first. */
    static List<Long> ahead(World world, int most) {
        var all = new Moments(world).collect();
        return all.stream()
                .filter(moment -> moment > world.now())
                .sorted()
                .distinct()
                .limit(most)
                .toList();
    }

    private List<Long> collect() {
        world.staking().pools().coolings().values().forEach(cooling -> moments.add(cooling.readyAt()));
        for (var id = 1; id <= world.staking().cases().count(); id++) {
            ofCase(world.staking().cases().file(id));
        }
        world.cast().owners().forEach(this::ofOwner);
        ofPause(world.staking().pause());
        ofPause(world.settlement().pause());
        moments.add((world.settlement().epochAt(world.now()) + 1) * rules.epoch());
        return moments;
    }

    private void ofCase(CaseFile file) {
        if (file.isOpen()) {
            moments.add(file.openedAt() + rules.answerWindow());
            moments.add(file.deadline() - 2 * rules.vetoWindow());
            moments.add(file.decidedAt() + rules.vetoWindow());
            moments.add(file.deadline());
        }
    }

    private void ofOwner(Account owner) {
        var pool = world.staking().pools().pool(owner);
        moments.add(pool.frozenUntil());
        moments.add(pool.dripAt() + rules.dripPeriod());
        moments.add(world.staking().registrations().candidate(owner, 0).nextAt());
        var ledger = world.settlement().ledger(owner);
        moments.add(ledger.escrow().readyAt());
        moments.add(ledger.escrow().readyAt() + rules.escrowWindow());
        ledger.roots().values().forEach(root -> moments.add(root.finalAt()));
        moments.add(world.staking().cases().accusableFrom(world.cast().governor(), owner));
    }

    private void ofPause(Pause pause) {
        moments.add(pause.pausedUntil());
        moments.add(pause.nextPauseAt());
    }
}
