package network.cuckoo.cli.staking;

import java.util.Optional;
import java.util.concurrent.Callable;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.errand.FaucetErrands;
import network.cuckoo.cli.key.AccountOptions;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;
import network.cuckoo.keys.NodeKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cuckoo chain faucet}: test tokens. */
@Command(
        name = "faucet",
        description = "Get test tokens on a test network; anybody may ask for anybody, and pays the gas",
        sortOptions = false,
        footer = {
            "",
            "Example, with the network's settings file in CUCKOO_CONFIG:",
            "  cuckoo chain faucet --key-file me.json",
            "  cuckoo chain faucet --key-file me.json --to 0x…",
            "  cuckoo chain faucet --key-file rich.json --fill 5000CAI"
        })
final class FaucetCommand implements Callable<Integer> {
    @Mixin
    private ChainOptions chain = new ChainOptions();

    @Option(names = "--faucet", required = true, paramLabel = "ADDRESS", description = "the faucet contract")
    private Address faucet = Address.ZERO;

    @Mixin
    private AccountOptions account = new AccountOptions();

    @Mixin
    private SendOptions options = new SendOptions();

    @Option(names = "--to", paramLabel = "ADDRESS", description = "who gets a portion (default: the sender)")
    private Optional<Address> receiver = Optional.empty();

    @Option(names = "--fill", paramLabel = "AMOUNT", description = "put this much into the faucet instead")
    private Optional<Wei> fill = Optional.empty();

    @Override
    public Integer call() {
        receiver.ifPresent(who -> Ranges.somebody("--to", who));
        NodeKey key = account.open();
        try (ChainAccess access = chain.open()) {
            var errands = new FaucetErrands(access, faucet);
            return new ErrandRun(access, key, options, chain.json())
                    .run(() -> fill.map(errands::fill).orElseGet(() -> errands.give(receiver.orElse(key.address()))));
        }
    }
}
