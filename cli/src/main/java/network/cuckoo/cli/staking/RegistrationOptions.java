package network.cuckoo.cli.staking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.Optional;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.cli.chain.StakeDesk;
import network.cuckoo.cli.chain.StakeDesk.Introduction;
import network.cuckoo.cli.settings.Secrets;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;
import network.cuckoo.keys.Keystore;
import network.cuckoo.keys.NodeKey;
import network.cuckoo.keys.Password;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who registers whom, with what. */
final class RegistrationOptions {
    private static final String ANY_KEY = "CUCKOO_KEY_PASSWORD";

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Option(
            names = "--owner-key-file",
            required = true,
            paramLabel = "FILE",
            description = "keystore of the account that stakes and earns")
    private Path ownerKeyFile = Path.of("");

    @Option(
            names = "--owner-key-password-file",
            paramLabel = "FILE",
            description = "its password; else CUCKOO_OWNER_KEY_PASSWORD, else CUCKOO_KEY_PASSWORD")
    private Optional<Path> ownerPasswordFile = Optional.empty();

    @Option(
            names = "--node-key-file",
            required = true,
            paramLabel = "FILE",
            description = "keystore of the node, which signs its consent; another address than the owner's")
    private Path nodeKeyFile = Path.of("");

    @Option(
            names = "--node-key-password-file",
            paramLabel = "FILE",
            description = "its password; else CUCKOO_NODE_KEY_PASSWORD, else CUCKOO_KEY_PASSWORD")
    private Optional<Path> nodePasswordFile = Optional.empty();

    @Option(
            names = "--stake",
            required = true,
            paramLabel = "AMOUNT",
            description = "own stake, e.g. 25000CAI; free stake is taken first")
    private Wei stake = Wei.ZERO;

    @Option(names = "--info", defaultValue = "", paramLabel = "TEXT", description = "introduction for stakers")
    private String info = "";

    @Option(
            names = "--commission",
            defaultValue = "0",
            paramLabel = "BPS",
            description = "own part of the pool's rewards, in hundredths of a per cent (default: ${DEFAULT-VALUE})")
    private int commission;

    /** Registers and says so. */
    int register(CandidateKind kind, String url) {
        NodeKey owner = key(ownerKeyFile, ownerPasswordFile, "owner");
        NodeKey node = key(nodeKeyFile, nodePasswordFile, "node");
        try (ChainAccess chain = network.open()) {
            NetworkContracts contracts = network.on(chain);
            Hash32 transaction = new StakeDesk(chain, contracts)
                    .register(owner, node, kind, stake, new Introduction(commission, url, info));
            say(kind, owner, node, transaction);
            return 0;
        }
    }

    private void say(CandidateKind kind, NodeKey owner, NodeKey node, Hash32 transaction) {
        if (network.json()) {
            System.out.println(JsonNodeFactory.instance
                    .objectNode()
                    .put("kind", kind.name())
                    .put("owner", owner.address().hex())
                    .put("node", node.address().hex())
                    .put("stakeWei", stake.toString())
                    .put("transaction", transaction.hex()));
            return;
        }
        System.out.println("registered " + Words.of(kind) + " " + owner.address() + " with node " + node.address()
                + " and " + stake.toCai() + " of its own, transaction " + transaction);
    }

    private static NodeKey key(Path file, Optional<Path> passwordFile, String whose) {
        String variable = "CUCKOO_" + Words.upper(whose) + "_KEY_PASSWORD";
        var password = Secrets.find(passwordFile, variable)
                .orElseGet(() -> Secrets.need(
                        "the " + whose + " key's password (" + variable + ")",
                        Optional.empty(),
                        "--" + whose + "-key-password-file",
                        ANY_KEY));
        return Keystore.read(file, new Password(password.reveal()));
    }
}
