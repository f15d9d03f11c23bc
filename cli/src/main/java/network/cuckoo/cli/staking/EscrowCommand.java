package network.cuckoo.cli.staking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.errand.EscrowErrands;
import network.cuckoo.cli.chain.errand.Moments;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code cuckoo chain escrow}: what apps pay a coordinator in advance. */
@Command(name = "escrow", description = "Pay into a coordinator's escrow, take uncommitted escrow back, look at it")
final class EscrowCommand implements Runnable {
    @Override
    public void run() {
        throw new ParameterException(new CommandLine(this), "escrow what? deposit, request, withdraw or show");
    }

    @Command(
            name = "deposit",
            description = "Pay into a coordinator's escrow; it credits the app that --app-ref names",
            footer = {
                "",
                "Example:",
                "  cuckoo chain escrow deposit --key-file app.json --coordinator 0x… --amount 50CAI --app-ref 0x…"
            })
    int deposit(
            @Mixin Sending sending,
            @Mixin CoordinatorOption coordinator,
            @Option(names = "--amount", required = true, paramLabel = "AMOUNT", description = "how much, e.g. 50CAI")
                    Wei amount,
            @Option(
                            names = "--app-ref",
                            defaultValue = Hashes.NONE,
                            paramLabel = "HASH",
                            description = "the app's reference, as the coordinator told it (default: none)")
                    Hash32 appRef) {
        return sending.run((chain, contracts, account) ->
                new EscrowErrands(chain, contracts).deposit(account, coordinator.address(), amount, appRef));
    }

    @Command(
            name = "request",
            description = {
                "Announce that the coordinator takes escrow that no root commits; 0CAI cancels.",
                "It is ready after the escrow window and good for another one."
            },
            footer = {"", "Example:", "  cuckoo chain escrow request --key-file coordinator-owner.json --amount 10CAI"})
    int request(
            @Mixin Sending sending,
            @Option(names = "--amount", required = true, paramLabel = "AMOUNT", description = "how much, e.g. 10CAI")
                    Wei amount) {
        return sending.run((chain, contracts, account) -> new EscrowErrands(chain, contracts).request(account, amount));
    }

    @Command(
            name = "withdraw",
            description = "Take the requested escrow, once the escrow window is over and within another one",
            footer = {"", "Example:", "  cuckoo chain escrow withdraw --key-file coordinator-owner.json"})
    int withdraw(@Mixin Sending sending) {
        return sending.run(
                "withdraw escrow",
                (chain, contracts, account) -> new EscrowErrands(chain, contracts).withdraw(account));
    }

    @Command(
            name = "show",
            description =
                    "Show a coordinator's escrow: what roots commit, what was claimed, what is free, what is requested",
            footer = {"", "Example:", "  cuckoo chain escrow show --coordinator 0x…"})
    int show(@Mixin NetworkOptions network, @Mixin CoordinatorOption coordinator) {
        try (ChainAccess chain = network.open()) {
            EscrowErrands.Escrow escrow = new EscrowErrands(chain, network.on(chain)).show(coordinator.address());
            System.out.println(network.json() ? json(escrow) : text(escrow, Moments.of(chain)));
            return 0;
        }
    }

    private static String text(EscrowErrands.Escrow escrow, Moments moments) {
        return "escrow of " + escrow.coordinator() + ": deposited "
                + escrow.deposited().toCai() + ", withdrawn "
                + escrow.withdrawn().toCai() + "\n  committed by roots "
                + escrow.committed().toCai() + ", of which claimed "
                + escrow.claimed().toCai() + ", still owed "
                + escrow.owed().toCai() + "\n  uncommitted, free to request "
                + escrow.uncommitted().toCai()
                + escrow.request()
                        .map(request -> "\n  requested " + request.amount().toCai() + ", " + standing(request, moments))
                        .orElse("\n  nothing is requested");
    }

    private static String standing(EscrowErrands.Request request, Moments moments) {
        if (request.goodUntil() <= moments.now()) {
            return "which was good until " + moments.at(request.goodUntil());
        }
        return "ready " + moments.at(request.readyAt()) + ", good until " + moments.at(request.goodUntil());
    }

    private static String json(EscrowErrands.Escrow escrow) {
        ObjectNode root = JsonNodeFactory.instance
                .objectNode()
                .put("coordinator", escrow.coordinator().hex())
                .put("depositedWei", escrow.deposited().toString())
                .put("withdrawnWei", escrow.withdrawn().toString())
                .put("committedWei", escrow.committed().toString())
                .put("claimedWei", escrow.claimed().toString())
                .put("owedWei", escrow.owed().toString())
                .put("uncommittedWei", escrow.uncommitted().toString());
        escrow.request()
                .ifPresent(request -> root.putObject("request")
                        .put("amountWei", request.amount().toString())
                        .put("readyAt", request.readyAt())
                        .put("goodUntil", request.goodUntil()));
        return root.toString();
    }
}
