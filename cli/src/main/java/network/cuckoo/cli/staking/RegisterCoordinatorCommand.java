package network.cuckoo.cli.staking;

import java.net.URI;
import java.util.concurrent.Callable;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.domain.CandidateKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cuckoo chain register-coordinator}: stakes and registers a coordinator. */
@Command(
        name = "register-coordinator",
        description = "Stake and register a coordinator, whose node key signs its consent",
        sortOptions = false,
        footer = {
            "",
            "Example, with the contracts' addresses in the settings file (CUCKOO_CONFIG):",
            "  cuckoo chain register-coordinator --owner-key-file owner.json --node-key-file node.json --stake 2000000CAI --url http://127.0.0.1:8080"
        })
final class RegisterCoordinatorCommand implements Callable<Integer> {
    @Mixin
    private RegistrationOptions registration = new RegistrationOptions();

    @Option(names = "--url", required = true, paramLabel = "URL", description = "where miners and apps reach its API")
    private URI url = URI.create("");

    @Override
    public Integer call() {
        if (url.getHost() == null) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--url must be an address such as https://cuckoo.example, not '" + url + "'");
        }
        return registration.register(CandidateKind.COORDINATOR, url.toString());
    }
}
