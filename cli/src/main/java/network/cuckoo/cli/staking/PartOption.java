package network.cuckoo.cli.staking;

import network.cuckoo.cli.chain.errand.PauseErrands.Part;
import picocli.CommandLine.Option;

/** Which contract's pause. */
final class PartOption {
    @Option(names = "--part", required = true, paramLabel = "PART", description = "${COMPLETION-CANDIDATES}")
    private Part part = Part.STAKING;

    Part part() {
        return part;
    }
}
