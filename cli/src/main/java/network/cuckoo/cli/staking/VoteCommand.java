package network.cuckoo.cli.staking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.concurrent.Callable;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.StakeDesk;
import network.cuckoo.cli.key.KeyOptions;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.keys.NodeKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cuckoo chain vote}: stakes on a candidate. */
@Command(
        name = "vote",
        description = "Stake on a miner or coordinator; the stake shares its weight, its rewards and its penalties",
        sortOptions = false,
        footer = {
            "",
            "Example, with the contracts' addresses in the settings file (CUCKOO_CONFIG):",
            "  cuckoo chain vote --key-file staker.json --candidate 0x… --amount 500CAI"
        })
final class VoteCommand implements Callable<Integer> {
    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private KeyOptions key = new KeyOptions();

    @Option(names = "--candidate", required = true, paramLabel = "ADDRESS", description = "the candidate's owner")
    private OwnerAddress candidate = new OwnerAddress(Address.ZERO);

    @Option(
            names = "--amount",
            required = true,
            paramLabel = "AMOUNT",
            description = "how much, e.g. 500CAI; free stake is taken first")
    private Wei amount = Wei.ZERO;

    @Override
    public Integer call() {
        NodeKey staker = key.open();
        try (ChainAccess chain = network.open()) {
            Hash32 transaction = new StakeDesk(chain, network.on(chain)).vote(staker, Map.of(candidate, amount));
            System.out.println(network.json() ? json(staker, transaction) : text(staker, transaction));
            return 0;
        }
    }

    private String text(NodeKey staker, Hash32 transaction) {
        return staker.address() + " voted " + amount.toCai() + " for " + candidate + ", transaction " + transaction;
    }

    private String json(NodeKey staker, Hash32 transaction) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("staker", staker.address().hex())
                .put("candidate", candidate.hex())
                .put("amountWei", amount.toString())
                .put("transaction", transaction.hex())
                .toString();
    }
}
