package network.cuckoo.cli.staking;

import java.math.BigInteger;
import java.util.Optional;
import network.cuckoo.cli.chain.errand.CaseErrands;
import network.cuckoo.domain.Hash32;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code cuckoo chain case}: accusations and what follows. */
@Command(
        name = "case",
        description = "Accuse a candidate, answer, decide, veto, execute, and look at cases",
        subcommands = {CaseShowCommand.class, CaseListCommand.class})
final class CaseCommand implements Runnable {
    private static final String ID = "the case's number";

    @Override
    public void run() {
        throw new ParameterException(
                new CommandLine(this), "case what? propose, answer, decide, veto, execute, expire, show or list");
    }

    @Command(
            name = "propose",
            description = "Accuse a candidate; for active coordinators, and through the governor for its council",
            footer = {
                "",
                "Example:",
                "  cuckoo chain case propose --key-file coordinator-owner.json --candidate 0x… --result-digest 0x… --uri https://…"
            })
    int propose(
            @Mixin Sending sending,
            @Mixin CandidateOption candidate,
            @Option(
                            names = "--result-digest",
                            required = true,
                            paramLabel = "HASH",
                            description = "what the accused signed, or a digest of the fault (32 bytes)")
                    Hash32 digest,
            @Option(
                            names = "--evidence",
                            defaultValue = Hashes.NONE,
                            paramLabel = "HASH",
                            description = "hash of what lies at --uri (default: none)")
                    Hash32 evidence,
            @Option(names = "--uri", defaultValue = "", paramLabel = "URI", description = "where the evidence lies")
                    String uri,
            @Option(
                            names = "--offence-at",
                            paramLabel = "SECONDS",
                            description = "when it happened, Unix seconds (default: now)")
                    Optional<Long> offenceAt) {
        offenceAt.ifPresent(time -> Ranges.seconds("--offence-at", time));
        var accusation = new CaseErrands.Accusation(candidate.owner(), digest, evidence, uri, offenceAt);
        return sending.run(
                "accuse " + accusation,
                (chain, contracts, account) -> new CaseErrands(chain, contracts).propose(account, accusation));
    }

    @Command(
            name = "answer",
            description = "Answer a case, once; for the accused's owner",
            footer = {"", "Example:", "  cuckoo chain case answer 1 --key-file owner.json --hash 0x… --uri https://…"})
    int answer(
            @Mixin Sending sending,
            @Parameters(paramLabel = "ID", description = ID) BigInteger id,
            @Option(
                            names = "--hash",
                            defaultValue = Hashes.NONE,
                            paramLabel = "HASH",
                            description = "hash of what lies at --uri (default: none)")
                    Hash32 hash,
            @Option(names = "--uri", defaultValue = "", paramLabel = "URI", description = "where the answer lies")
                    String uri) {
        return sending.run((chain, contracts, account) -> new CaseErrands(chain, contracts).answer(id, hash, uri));
    }

    @Command(
            name = "decide",
            description = {
                "Decide a case: the part of the pool to be cut, or 0 to reject it; for the arbiter.",
                "A cut comes two veto windows before the deadline at the latest, a rejection any time before it."
            },
            footer = {"", "Example:", "  cuckoo chain case decide 1 --key-file arbiter.json --bps 1000"})
    int decide(
            @Mixin Sending sending,
            @Parameters(paramLabel = "ID", description = ID) BigInteger id,
            @Option(names = "--bps", required = true, paramLabel = "N", description = "basis points of the pool")
                    int basisPoints) {
        int bps = Ranges.basisPoints("--bps", basisPoints);
        return sending.run((chain, contracts, account) -> new CaseErrands(chain, contracts).decide(id, bps));
    }

    @Command(
            name = "veto",
            description = "Stop a decided case within the veto window; for the governor's council",
            footer = {"", "Example:", "  cuckoo chain case veto 1 --key-file council.json"})
    int veto(@Mixin Sending sending, @Parameters(paramLabel = "ID", description = ID) BigInteger id) {
        return sending.run((chain, contracts, account) -> new CaseErrands(chain, contracts).veto(account, id));
    }

    @Command(
            name = "execute",
            description = "Cut the pool as decided, after the veto window; for anybody",
            footer = {"", "Example:", "  cuckoo chain case execute 1 --key-file me.json"})
    int execute(@Mixin Sending sending, @Parameters(paramLabel = "ID", description = ID) BigInteger id) {
        return sending.run((chain, contracts, account) -> new CaseErrands(chain, contracts).execute(id));
    }

    @Command(
            name = "expire",
            description = "Close a case that was not executed by its deadline; for anybody",
            footer = {"", "Example:", "  cuckoo chain case expire 1 --key-file me.json"})
    int expire(@Mixin Sending sending, @Parameters(paramLabel = "ID", description = ID) BigInteger id) {
        return sending.run((chain, contracts, account) -> new CaseErrands(chain, contracts).expire(id));
    }
}
