package network.cuckoo.cli.staking;

import java.util.concurrent.Callable;
import network.cuckoo.cli.chain.errand.CandidateErrands;
import network.cuckoo.keys.NodeKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cuckoo chain rotate-node}: replaces a candidate's node. */
@Command(
        name = "rotate-node",
        description = "Replace the node of a miner or coordinator at once; the new node's key signs its consent",
        sortOptions = false,
        footer = {
            "",
            "Example, with the network's settings file in CUCKOO_CONFIG:",
            "  cuckoo chain rotate-node --key-file owner.json --node-key-file new-node.json"
        })
final class RotateNodeCommand implements Callable<Integer> {
    @Mixin
    private Sending sending = new Sending();

    @Mixin
    private NodeKeyOptions node = new NodeKeyOptions();

    @Override
    public Integer call() {
        NodeKey newNode = node.open();
        return sending.run(
                (chain, contracts, account) -> new CandidateErrands(chain, contracts).rotateNode(account, newNode));
    }
}
