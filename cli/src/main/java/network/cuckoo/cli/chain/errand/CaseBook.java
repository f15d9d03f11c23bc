package network.cuckoo.cli.chain.errand;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.Logs;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.epoch.BlockHeader;
import org.web3j.abi.datatypes.Event;
import org.web3j.protocol.core.methods.response.Log;

/** The cases and what happened in them, as contract and events tell it. */
public final class CaseBook {
    /** The arbiter's step that a pool is cut by. */
    public static final String CUT = "decide a cut";

    private final ChainAccess chain;
    private final NetworkContracts contracts;
    private final StakingReader reader;

    public CaseBook(ChainAccess chain, NetworkContracts contracts) {
        this.chain = chain;
        this.contracts = contracts;
        this.reader = new StakingReader(chain, contracts);
    }

    /** Something that happened. @param at block time, Unix seconds */
    public record Step(long at, String text, Hash32 transaction) {}

    /**
     * Something that may happen next.
     *
     * @param from Unix seconds, the first moment
     * @param until Unix seconds, the last moment; empty for open-ended
     */
    public record Next(String who, String step, long from, Optional<Long> until) {}

    /** One case. */
    public record Told(
            BigInteger id,
            Address candidate,
            Address proposer,
            Wei bond,
            Hash32 resultDigest,
            int bps,
            long openedAt,
            long deadline,
            CaseStatus status,
            List<Step> steps,
            List<Next> next) {
        public Told {
            steps = List.copyOf(steps);
            next = List.copyOf(next);
        }
    }

    /** All cases, without their steps, oldest first. */
    public List<Told> all() {
        List<Told> cases = new ArrayList<>();
        long count = ChainAccess.read(reader.binding().caseCount()).longValueExact();
        for (long id = 1; id <= count; id++) {
            cases.add(told(BigInteger.valueOf(id), false));
        }
        return cases;
    }

    /** One with its whole story. @throws CommandFailure if there is none of this id */
    public Told one(BigInteger id) {
        Told found = told(id, true);
        if (found.status() == CaseStatus.NONE) {
            throw new CommandFailure(ExitCode.REFUSED, "there is no case " + id);
        }
        return found;
    }

    private Told told(BigInteger id, boolean withSteps) {
        CuckooStaking.Case found = ChainAccess.read(reader.binding().cases(id));
        CaseStatus status = CaseStatus.of(found.status);
        return new Told(
                id,
                Address.parse(found.candidate),
                Address.parse(found.proposer),
                new Wei(found.bond),
                Hash32.of(found.resultDigest),
                found.bps.intValueExact(),
                found.openedAt.longValueExact(),
                found.deadline.longValueExact(),
                status,
                withSteps ? steps(id) : List.of(),
                next(found, status));
    }

    private List<Next> next(CuckooStaking.Case found, CaseStatus status) {
        CuckooStaking.Parameters terms = reader.parameters();
        long now = reader.moments().now();
        long deadline = found.deadline.longValueExact();
        long veto = terms.vetoWindow.longValueExact();
        List<Next> next = new ArrayList<>();
        if (status == CaseStatus.PROPOSED) {
            next.addAll(undecided(found, now, terms.answerWindow.longValueExact(), veto));
        }
        if (status == CaseStatus.DECIDED) {
            long executable = found.decidedAt.longValueExact() + veto;
            if (now < executable) {
                next.add(new Next("the governor's council", "veto", now, Optional.of(executable - 1)));
            }
            if (now < deadline) {
                next.add(new Next("anybody", "execute", Math.max(now, executable), Optional.of(deadline - 1)));
            }
        }
        if (status == CaseStatus.PROPOSED || status == CaseStatus.DECIDED) {
            next.add(new Next("anybody", "expire", Math.max(now, deadline), Optional.empty()));
        }
        return next;
    }

    /** A cut must leave time for a veto and the execution, a rejection not. All times in seconds. */
    private static List<Next> undecided(CuckooStaking.Case found, long now, long answerWindow, long vetoWindow) {
        long deadline = found.deadline.longValueExact();
        long answerUntil = found.openedAt.longValueExact() + answerWindow;
        long cutUntil = deadline - 2 * vetoWindow;
        long from = found.answered ? now : Math.max(now, answerUntil + 1);
        List<Next> next = new ArrayList<>();
        if (!found.answered && now <= answerUntil) {
            next.add(new Next("the accused", "answer", now, Optional.of(answerUntil)));
        }
        if (now <= cutUntil) {
            next.add(new Next("the arbiter", CUT, from, Optional.of(cutUntil)));
        }
        if (now < deadline) {
            next.add(new Next("the arbiter", "reject", from, Optional.of(deadline - 1)));
        }
        return next;
    }

    private List<Step> steps(BigInteger id) {
        List<Step> steps = new ArrayList<>();
        for (Log log : logs(CuckooStaking.CASEOPENED_EVENT, id)) {
            var event = CuckooStaking.getCaseOpenedEventFromLog(log);
            steps.add(step(
                    log,
                    "opened by " + event.proposer + ", offence at "
                            + reader.moments().at(event.offenceAt) + ", evidence " + Hash32.of(event.evidence)
                            + place(event.uri)));
        }
        for (Log log : logs(CuckooStaking.CASEANSWERED_EVENT, id)) {
            var event = CuckooStaking.getCaseAnsweredEventFromLog(log);
            steps.add(step(log, "answered, hash " + Hash32.of(event.hash) + place(event.uri)));
        }
        for (Log log : logs(CuckooStaking.CASECHANGED_EVENT, id)) {
            steps.add(step(log, change(CuckooStaking.getCaseChangedEventFromLog(log))));
        }
        steps.sort(Comparator.comparingLong(Step::at));
        return steps;
    }

    private static String change(CuckooStaking.CaseChangedEventResponse event) {
        CaseStatus status = CaseStatus.of(event.status);
        return switch (status) {
            case DECIDED -> "decided: a cut of " + StakeErrands.percent(event.bps);
            case EXECUTED ->
                "executed: " + new Wei(event.burned).toCai() + " burned, " + new Wei(event.toTreasury).toCai()
                        + " to the treasury";
            case NONE, PROPOSED, REJECTED, VETOED, EXPIRED -> status.word();
        };
    }

    private static String place(String uri) {
        return uri.isEmpty() ? "" : " at " + uri;
    }

    private List<Log> logs(Event event, BigInteger id) {
        return Logs.of(chain, contracts.staking(), contracts.startBlock(), event, List.of(Logs.topic(id)));
    }

    private Step step(Log log, String text) {
        BlockHeader block = chain.block(new BlockNumber(log.getBlockNumber().longValueExact()))
                .orElseThrow();
        return new Step(block.time().seconds(), text, Hash32.parse(log.getTransactionHash()));
    }
}
