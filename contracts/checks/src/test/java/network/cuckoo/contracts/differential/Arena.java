package network.cuckoo.contracts.differential;

import java.io.IOException;
import java.util.List;

/** A chain of its own with the contracts deployed by each of the {@link Rules}; every duel on it begins with them fresh. */
final class Arena {

    private final Anvil anvil;
    private final List<Deployment> deployments;
    private String fresh;

    private Arena(Anvil anvil, List<Deployment> deployments, String fresh) {
        this.anvil = anvil;
        this.deployments = deployments;
        this.fresh = fresh;
    }

    static Arena open() throws IOException, InterruptedException {
        var anvil = Anvil.start();
        var lensCode = Lens.creationCode();
        var deployments = List.of(
                Deployment.create(Rules.dust(), anvil, lensCode),
                Deployment.create(Rules.days(), anvil, lensCode),
                Deployment.create(Rules.seconds(), anvil, lensCode),
                Deployment.create(Rules.busy(), anvil, lensCode));
        return new Arena(anvil, deployments, anvil.snapshot());
    }

    /** A duel of this play under the rules of this name. */
    Duel duel(String rules, Play play, Tally tally) {
        startAfresh();
        return new Duel(0, play, deployed(rules), tally);
    }

    /** The duel of the seed's own sequence under the seed's own rules. */
    Duel duel(long seed, Tally tally) {
        startAfresh();
        return new Duel(seed, new Sequence(seed), deployment(seed), tally);
    }

    private Deployment deployment(long seed) {
        if (Sequence.isEager(seed)) {
            return deployed("busy");
        }
        return Sequence.isRuinous(seed)
                ? deployed("seconds")
                : deployments.get(Math.floorMod(seed + seed / Sequence.TASTE_COUNT, deployments.size()));
    }

    private Deployment deployed(String rules) {
        return deployments.stream()
                .filter(deployment -> deployment.rules().name().equals(rules))
                .findAny()
                .orElseThrow();
    }

    private void startAfresh() {
        anvil.revert(fresh);
        fresh = anvil.snapshot();
    }

    void close() throws IOException, InterruptedException {
        anvil.close();
    }
}
