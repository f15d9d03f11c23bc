package network.cuckoo.cli.staking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.cuckoo.cli.chain.deploy.Roles;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;
import picocli.CommandLine.Option;

/** Who decides what in a new network. */
final class RoleOptions {
    @Option(
            names = "--council",
            split = ",",
            paramLabel = "ADDRESS",
            description = "members of the governor's council (default: the deployer alone)")
    private List<Address> council = List.of();

    @Option(
            names = "--existing-governor",
            paramLabel = "ADDRESS",
            description =
                    "a governor that is there already, a timelock with a longer delay than cooldown and case window together, instead of a new CuckooGovernor")
    private Optional<Address> governor = Optional.empty();

    @Option(
            names = "--arbiter",
            paramLabel = "ADDRESS",
            description = "decides cases and rejects roots (default: the deployer)")
    private Optional<Address> arbiter = Optional.empty();

    @Option(names = "--treasury", paramLabel = "ADDRESS", description = "gets its part of cuts (default: the deployer)")
    private Optional<Address> treasury = Optional.empty();

    @Option(
            names = "--pause-guardian",
            paramLabel = "ADDRESS",
            description = "may pause beside the governor (default: the deployer)")
    private Optional<Address> pauseGuardian = Optional.empty();

    @Option(
            names = "--case-bond",
            defaultValue = "1000CAI",
            paramLabel = "AMOUNT",
            description = "what an accusation costs (default: ${DEFAULT-VALUE})")
    private Wei caseBond = Wei.ZERO;

    @Option(
            names = "--max-slash-bps",
            defaultValue = "3000",
            paramLabel = "N",
            description = "the largest cut of one case (default: ${DEFAULT-VALUE})")
    private int maxSlash;

    @Option(
            names = "--treasury-share-bps",
            defaultValue = "1000",
            paramLabel = "N",
            description = "the treasury's part of a cut; the rest is burned (default: ${DEFAULT-VALUE})")
    private int treasuryShare;

    /** The options that were not named, so that their roles fall to the deployer. */
    List<String> unnamed() {
        List<String> unnamed = new ArrayList<>();
        if (council.isEmpty() && governor.isEmpty()) {
            unnamed.add("--council");
        }
        if (arbiter.isEmpty()) {
            unnamed.add("--arbiter");
        }
        if (treasury.isEmpty()) {
            unnamed.add("--treasury");
        }
        if (pauseGuardian.isEmpty()) {
            unnamed.add("--pause-guardian");
        }
        return unnamed;
    }

    /** @throws IllegalArgumentException if the contract would refuse them */
    Roles roles(Address deployer) {
        return new Roles(
                council.isEmpty() ? List.of(deployer) : council,
                governor,
                arbiter.orElse(deployer),
                treasury.orElse(deployer),
                pauseGuardian.orElse(deployer),
                caseBond,
                maxSlash,
                treasuryShare);
    }
}
