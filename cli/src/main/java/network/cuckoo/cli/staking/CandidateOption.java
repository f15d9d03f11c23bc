package network.cuckoo.cli.staking;

import network.cuckoo.domain.Address;
import network.cuckoo.domain.OwnerAddress;
import picocli.CommandLine.Option;

/** Which miner or coordinator. */
final class CandidateOption {
    @Option(names = "--candidate", required = true, paramLabel = "ADDRESS", description = "the candidate's owner")
    private OwnerAddress candidate = new OwnerAddress(Address.ZERO);

    OwnerAddress owner() {
        return candidate;
    }
}
