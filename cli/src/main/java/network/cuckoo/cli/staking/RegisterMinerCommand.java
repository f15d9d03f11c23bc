package network.cuckoo.cli.staking;

import java.util.concurrent.Callable;
import network.cuckoo.domain.CandidateKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cuckoo chain register-miner}: stakes and registers a miner. */
@Command(
        name = "register-miner",
        description = "Stake and register a miner, whose node key signs its consent",
        sortOptions = false,
        footer = {
            "",
            "Example, with the contracts' addresses in the settings file (CUCKOO_CONFIG):",
            "  cuckoo chain register-miner --owner-key-file owner.json --node-key-file node.json --stake 20000CAI"
        })
final class RegisterMinerCommand implements Callable<Integer> {
    @Mixin
    private RegistrationOptions registration = new RegistrationOptions();

    @Override
    public Integer call() {
        return registration.register(CandidateKind.MINER, "");
    }
}
