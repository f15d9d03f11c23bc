package network.cuckoo.cli.staking;

import java.nio.file.Path;
import java.util.Optional;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.cli.chain.errand.CandidateErrands;
import network.cuckoo.cli.chain.errand.Introduction;
import network.cuckoo.cli.key.KeySource;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.Wei;
import network.cuckoo.keys.NodeKey;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who registers whom, with what. */
final class RegistrationOptions {
    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Option(
            names = "--owner-key-file",
            paramLabel = "FILE",
            description = "keystore of the account that stakes and earns")
    private Optional<Path> ownerKeyFile = Optional.empty();

    @Option(
            names = "--owner-key-password-file",
            paramLabel = "FILE",
            description = "its password; else CUCKOO_OWNER_KEY_PASSWORD, else CUCKOO_KEY_PASSWORD")
    private Optional<Path> ownerPasswordFile = Optional.empty();

    @Option(
            names = "--owner-private-key-env",
            paramLabel = "NAME",
            description = "instead of a file: name of an environment variable that holds the owner's key in hex")
    private Optional<String> ownerPrivateKeyEnv = Optional.empty();

    @Mixin
    private NodeKeyOptions node = new NodeKeyOptions();

    @Mixin
    private SendOptions options = new SendOptions();

    @Option(
            names = "--stake",
            required = true,
            paramLabel = "AMOUNT",
            description = "own stake, e.g. 25000CAI; free stake is taken first")
    private Wei stake = Wei.ZERO;

    @Mixin
    private InfoOption info = new InfoOption();

    @Option(
            names = "--commission",
            defaultValue = "0",
            paramLabel = "BPS",
            description = "own part of the pool's rewards, in hundredths of a per cent (default: ${DEFAULT-VALUE})")
    private int commission;

    /** Registers and says so. */
    int register(CandidateKind kind, String url) {
        var introduction = new Introduction(Ranges.commission("--commission", commission), url, info.text());
        NodeKey owner = new KeySource("owner-", ownerKeyFile, ownerPasswordFile, ownerPrivateKeyEnv).open();
        NodeKey nodeKey = node.open();
        try (ChainAccess chain = network.open()) {
            NetworkContracts contracts = network.on(chain);
            return new ErrandRun(chain, owner, options, network.json())
                    .run(() -> new CandidateErrands(chain, contracts)
                            .register(owner.address(), nodeKey, kind, stake, introduction));
        }
    }
}
