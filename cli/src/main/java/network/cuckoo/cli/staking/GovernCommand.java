package network.cuckoo.cli.staking;

import network.cuckoo.cli.chain.errand.GovernErrands;
import network.cuckoo.cli.chain.errand.GovernorAct;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** {@code cuckoo chain govern}: changes of the rules, and what the governor does with its money. */
@Command(
        name = "govern",
        description = {
            "Announce what the governor does, carry it out after the delay, or cancel it:",
            "changes of the rules, and payments of its credit and money"
        })
final class GovernCommand implements Runnable {
    @Override
    public void run() {
        throw new ParameterException(new CommandLine(this), "govern what? propose, execute or cancel");
    }

    @Command(
            name = "propose",
            description = "Announce a change; for the governor's council",
            footer = {
                "",
                "Examples:",
                "  cuckoo chain govern propose --key-file council.json --set-case-bond 500CAI",
                "  cuckoo chain govern propose --key-file council.json --claim-credit",
                "  cuckoo chain govern propose --key-file council.json --pay 0x… --amount 1000CAI"
            })
    int propose(@Mixin Sending sending, @Mixin ActOptions options) {
        GovernorAct act = options.act();
        return sending.run(
                "announce " + act + " " + options.salt(),
                (chain, contracts, account) ->
                        new GovernErrands(chain, contracts).propose(account, act, options.salt()));
    }

    @Command(
            name = "execute",
            description =
                    "Carry an announced change out, after the delay; for anybody. Takes what the announcement took",
            footer = {"", "Example:", "  cuckoo chain govern execute --key-file me.json --set-case-bond 500CAI"})
    int execute(@Mixin Sending sending, @Mixin ActOptions options) {
        GovernorAct act = options.act();
        return sending.run(
                "carry out " + act + " " + options.salt(),
                (chain, contracts, account) -> new GovernErrands(chain, contracts).execute(act, options.salt()));
    }

    @Command(
            name = "cancel",
            description = "Take an announcement back; for the governor's council. Takes what the announcement took",
            footer = {"", "Example:", "  cuckoo chain govern cancel --key-file council.json --set-case-bond 500CAI"})
    int cancel(@Mixin Sending sending, @Mixin ActOptions options) {
        GovernorAct act = options.act();
        return sending.run(
                "cancel " + act + " " + options.salt(),
                (chain, contracts, account) ->
                        new GovernErrands(chain, contracts).cancel(account, act, options.salt()));
    }
}
