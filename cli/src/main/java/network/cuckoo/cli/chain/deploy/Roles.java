package network.cuckoo.cli.chain.deploy;

import java.util.List;
import java.util.Optional;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;

/**
 * Who decides what in a new network, and the limits that governance may move later.
 *
 * @param council members of the new governor contract: announce changes, veto, accuse; without effect if {@code governor} is given
 * @param governor a governor that is there already; empty: a new CuckooGovernor
 * @param arbiter decides cases and rejects roots
 * @param treasury gets its part of cuts and of failed accusations' bonds
 * @param pauseGuardian may pause beside the governor
 * @param caseBond what an accusation costs
 * @param maxSlashBps the largest cut of one case, basis points of the pool
 * @param treasuryShareBps the treasury's part of a cut in basis points; the rest is burned
 */
public record Roles(
        List<Address> council,
        Optional<Address> governor,
        Address arbiter,
        Address treasury,
        Address pauseGuardian,
        Wei caseBond,
        int maxSlashBps,
        int treasuryShareBps) {
    public static final Wei PUBLISHED_CASE_BOND = Wei.ofCai(1_000);
    public static final int PUBLISHED_MAX_SLASH_BPS = 3_000;
    public static final int PUBLISHED_TREASURY_SHARE_BPS = 1_000;

    /** @throws IllegalArgumentException if the contract would refuse them whatever the terms */
    public Roles {
        council = List.copyOf(council);
        require(governor.isPresent() || !council.isEmpty(), "the council needs at least one member");
        require(!governor.equals(Optional.of(arbiter)), "the arbiter must not be the governor");
        require(!arbiter.equals(Address.ZERO), "there must be an arbiter");
        require(!treasury.equals(Address.ZERO), "there must be a treasury");
        require(caseBond.compareTo(Wei.ZERO) > 0, "the case bond must be more than zero");
    }

    /** Published limits, with these people. */
    public static Roles published(Address council, Address arbiter, Address treasury, Address pauseGuardian) {
        return new Roles(
                List.of(council),
                Optional.empty(),
                arbiter,
                treasury,
                pauseGuardian,
                PUBLISHED_CASE_BOND,
                PUBLISHED_MAX_SLASH_BPS,
                PUBLISHED_TREASURY_SHARE_BPS);
    }

    /** @throws IllegalArgumentException if the contract would refuse them with these terms */
    void refuseMisfit(NetworkTerms terms) {
        require(
                caseBond.compareTo(terms.minimumCoordinatorStake()) <= 0,
                "the case bond must not be above the minimum stake of a coordinator");
        require(
                maxSlashBps > 0 && maxSlashBps <= terms.slashCeilingBps(),
                "the largest cut must be 1 to " + terms.slashCeilingBps() + " basis points, the slash ceiling");
        require(
                treasuryShareBps >= 0 && treasuryShareBps <= terms.treasuryCeilingBps(),
                "the treasury's share must be 0 to " + terms.treasuryCeilingBps()
                        + " basis points, the treasury ceiling");
    }

    private static void require(boolean held, String otherwise) {
        if (!held) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
