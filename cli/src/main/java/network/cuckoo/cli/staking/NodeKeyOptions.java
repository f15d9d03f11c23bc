package network.cuckoo.cli.staking;

import java.nio.file.Path;
import java.util.Optional;
import network.cuckoo.cli.key.KeySource;
import network.cuckoo.keys.NodeKey;
import picocli.CommandLine.Option;

/** The key of a node, which signs its consent to its owner. */
final class NodeKeyOptions {
    @Option(
            names = "--node-key-file",
            paramLabel = "FILE",
            description = "keystore of the node, which signs its consent; another address than the owner's")
    private Optional<Path> nodeKeyFile = Optional.empty();

    @Option(
            names = "--node-key-password-file",
            paramLabel = "FILE",
            description = "its password; else CUCKOO_NODE_KEY_PASSWORD, else CUCKOO_KEY_PASSWORD")
    private Optional<Path> nodePasswordFile = Optional.empty();

    @Option(
            names = "--node-private-key-env",
            paramLabel = "NAME",
            description = "instead of a file: name of an environment variable that holds the node's key in hex")
    private Optional<String> nodePrivateKeyEnv = Optional.empty();

    NodeKey open() {
        return new KeySource("node-", nodeKeyFile, nodePasswordFile, nodePrivateKeyEnv).open();
    }
}
