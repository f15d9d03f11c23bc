package network.cuckoo.cli.staking;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import network.cuckoo.cli.chain.errand.PayoutErrands;
import network.cuckoo.cli.chain.errand.PayoutProof;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cuckoo chain claim}: takes what a coordinator's root promises. */
@Command(
        name = "claim",
        description = "Claim what a coordinator's payout root promises; the money goes to whom the proof names",
        sortOptions = false,
        footer = {
            "",
            "The proof file is JSON, amounts in wei:",
            "  {\"coordinator\": \"0x…\", \"epoch\": 7, \"account\": \"0x…\", \"cumulative\": \"1500000000000000000\",",
            "   \"toPool\": false, \"proof\": [\"0x…\"]}",
            "",
            "Example, with the network's settings file in CUCKOO_CONFIG:",
            "  cuckoo chain claim --key-file me.json --proof-file payout.json"
        })
final class ClaimCommand implements Callable<Integer> {
    @Mixin
    private Sending sending = new Sending();

    @Option(names = "--proof-file", required = true, paramLabel = "FILE", description = "the proof, see below")
    private Path proofFile = Path.of("");

    @Override
    public Integer call() {
        PayoutProof proof = ProofFile.read(proofFile);
        return sending.run((chain, contracts, account) -> new PayoutErrands(chain, contracts).claim(proof));
    }
}
