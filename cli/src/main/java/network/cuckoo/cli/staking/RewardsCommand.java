package network.cuckoo.cli.staking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.cli.chain.errand.AccountBook;
import network.cuckoo.cli.chain.errand.RewardErrands;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code cuckoo chain rewards}: a staker's rewards. */
@Command(name = "rewards", description = "Show and claim the rewards of votes")
final class RewardsCommand implements Runnable {
    @Override
    public void run() {
        throw new ParameterException(new CommandLine(this), "rewards what? show or claim");
    }

    @Command(
            name = "show",
            description = "Show what an account could claim",
            footer = {"", "Example:", "  cuckoo chain rewards show --account 0x…"})
    int show(
            @Mixin NetworkOptions network,
            @Option(names = "--account", required = true, paramLabel = "ADDRESS", description = "the staker")
                    Address account) {
        try (ChainAccess chain = network.open()) {
            NetworkContracts contracts = network.on(chain);
            AccountBook.Account book = new AccountBook(chain, contracts).of(account);
            Wei sum =
                    book.positions().stream().map(AccountBook.Position::rewards).reduce(Wei.ZERO, Wei::plus);
            if (network.json()) {
                ObjectNode root = JsonNodeFactory.instance
                        .objectNode()
                        .put("account", account.hex())
                        .put("rewardsWei", sum.toString())
                        .put("creditWei", book.credit().toString());
                var pools = root.putArray("pools");
                book.positions()
                        .forEach(position -> pools.addObject()
                                .put("candidate", position.candidate().hex())
                                .put("rewardsWei", position.rewards().toString()));
                System.out.println(root);
                return 0;
            }
            book.positions()
                    .forEach(position -> System.out.println("pool of " + position.candidate() + ": "
                            + position.rewards().toCai()));
            System.out.println(
                    "in all " + sum.toCai() + "; credit " + book.credit().toCai());
            return 0;
        }
    }

    @Command(
            name = "claim",
            description = "Claim rewards: of the named pools, else of all",
            footer = {"", "Example:", "  cuckoo chain rewards claim --key-file staker.json"})
    int claim(
            @Mixin Sending sending,
            @Option(
                            names = "--candidate",
                            paramLabel = "ADDRESS",
                            description = "a candidate's owner; may be given several times")
                    List<OwnerAddress> candidates) {
        List<OwnerAddress> pools = candidates == null ? List.of() : List.copyOf(candidates);
        return sending.run(
                "claim rewards of " + pools,
                (chain, contracts, account) -> new RewardErrands(chain, contracts).claim(account, pools));
    }
}
