package network.cuckoo.cli.staking;

import java.util.concurrent.Callable;
import network.cuckoo.cli.chain.errand.CandidateErrands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cuckoo chain update-info}: publishes an introduction. */
@Command(
        name = "update-info",
        description = "Publish another address and introduction; both replace what stood there",
        sortOptions = false,
        footer = {
            "",
            "Example, with the network's settings file in CUCKOO_CONFIG:",
            "  cuckoo chain update-info --key-file owner.json --url https://cuckoo.example --info 'now with more GPUs'"
        })
final class UpdateInfoCommand implements Callable<Integer> {
    @Mixin
    private Sending sending = new Sending();

    @Option(
            names = "--url",
            defaultValue = "",
            paramLabel = "URL",
            description = "where the coordinator's API is reached; empty for a miner (default: empty)")
    private String url = "";

    @Mixin
    private InfoOption info = new InfoOption();

    @Override
    public Integer call() {
        return sending.run((chain, contracts, account) ->
                new CandidateErrands(chain, contracts).updateInfo(account, url, info.text()));
    }
}
