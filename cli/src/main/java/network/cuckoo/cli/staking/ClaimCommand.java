package network.cuckoo.cli.staking;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import network.cuckoo.cli.chain.errand.PayoutErrands;
import network.cuckoo.cli.chain.errand.PayoutProof;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cuckoo chain claim}: takes what a coordinator's roots promise. */
@Command(
        name = "claim",
        description = {
            "Claim what a coordinator's payout roots promise, of several epochs at once; the money goes to whom the proofs name.",
            "Payouts that were paid before are left out."
        },
        sortOptions = false,
        footer = {
            "",
            "A proof file is JSON, one payout or a list of them, amounts in wei:",
            "  {\"coordinator\": \"0x…\", \"epoch\": 7, \"account\": \"0x…\", \"amount\": \"1500000000000000000\",",
            "   \"toPool\": false, \"proof\": [\"0x…\"]}",
            "All payouts of one claim agree in coordinator, account and toPool.",
            "",
            "Examples, with the network's settings file in CUCKOO_CONFIG:",
            "  cuckoo chain claim --key-file me.json --proof-file payout.json",
            "  cuckoo chain claim --key-file me.json --proof-file epoch-7.json --proof-file epoch-8.json"
        })
final class ClaimCommand implements Callable<Integer> {
    @Mixin
    private Sending sending = new Sending();

    @Option(
            names = "--proof-file",
            required = true,
            paramLabel = "FILE",
            description = "proofs, see below; may be given several times")
    private List<Path> proofFiles = List.of();

    @Override
    public Integer call() {
        List<PayoutProof> proofs = proofFiles.stream()
                .flatMap(file -> ProofFile.read(file).stream())
                .toList();
        return sending.run(
                "claim " + proofs, (chain, contracts, account) -> new PayoutErrands(chain, contracts).claim(proofs));
    }
}
