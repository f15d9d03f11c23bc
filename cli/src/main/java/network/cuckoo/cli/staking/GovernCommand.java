package network.cuckoo.cli.staking;

import network.cuckoo.cli.chain.errand.GovernErrands;
import network.cuckoo.cli.chain.errand.RuleChange;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** {@code cuckoo chain govern}: changes of the rules. */
@Command(name = "govern", description = "Announce a change of the rules, carry it out after the delay, or cancel it")
final class GovernCommand implements Runnable {
    @Override
    public void run() {
        throw new ParameterException(new CommandLine(this), "govern what? propose, execute or cancel");
    }

    @Command(
            name = "propose",
            description = "Announce a change; for the governor's council",
            footer = {"", "Example:", "  cuckoo chain govern propose --key-file council.json --set-case-bond 500CAI"})
    int propose(@Mixin Sending sending, @Mixin RuleOptions rule) {
        RuleChange change = rule.change();
        return sending.run(
                (chain, contracts, account) -> new GovernErrands(chain, contracts).propose(change, rule.salt()));
    }

    @Command(
            name = "execute",
            description =
                    "Carry an announced change out, after the delay; for anybody. Takes what the announcement took",
            footer = {"", "Example:", "  cuckoo chain govern execute --key-file me.json --set-case-bond 500CAI"})
    int execute(@Mixin Sending sending, @Mixin RuleOptions rule) {
        RuleChange change = rule.change();
        return sending.run(
                (chain, contracts, account) -> new GovernErrands(chain, contracts).execute(change, rule.salt()));
    }

    @Command(
            name = "cancel",
            description = "Take an announcement back; for the governor's council. Takes what the announcement took",
            footer = {"", "Example:", "  cuckoo chain govern cancel --key-file council.json --set-case-bond 500CAI"})
    int cancel(@Mixin Sending sending, @Mixin RuleOptions rule) {
        RuleChange change = rule.change();
        return sending.run(
                (chain, contracts, account) -> new GovernErrands(chain, contracts).cancel(change, rule.salt()));
    }
}
