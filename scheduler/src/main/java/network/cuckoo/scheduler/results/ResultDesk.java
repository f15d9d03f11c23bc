package network.cuckoo.scheduler.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.cuckoo.db.Database;
import network.cuckoo.db.GroupCommit;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.hash.Sha256;
import network.cuckoo.scheduler.ModelCatalogue;
import network.cuckoo.scheduler.SchedulerConfig;
import network.cuckoo.scheduler.ledger.Ledger;
import network.cuckoo.scheduler.results.ResultStore.Case;
import network.cuckoo.scheduler.sessions.Registry;
import network.cuckoo.scheduler.sessions.Session;
import network.cuckoo.scheduler.signals.Waker;
import network.cuckoo.scheduler.standing.Standings;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Where miner nodes hand in results. */
public final class ResultDesk {
    private static final int MAX_GROUP = 128;

    private final Database database;
    private final SchedulerConfig config;
    private final Ledger ledger;
    private final Standings standings;
    private final Waker waker;
    private final Fitness fitness;
    private final GroupCommit<Handed, ResultVerdict> results;
    private volatile @Nullable OwnerAddress coordinatorOwner;

    public ResultDesk(
            Database database,
            SchedulerConfig config,
            ModelCatalogue catalogue,
            Ledger ledger,
            Standings standings,
            Waker waker) {
        this.database = database;
        this.config = config;
        this.ledger = ledger;
        this.standings = standings;
        this.waker = waker;
        this.fitness = new Fitness(config, catalogue);
        this.results = new GroupCommit<>(MAX_GROUP, this::judge);
    }

    /**
     * Judges a result; acceptance writes verdict, output, task, event, money and the lease's end in one transaction, which others
     * that come at the same time may share.
     */
    public ResultVerdict accept(Session session, ResultReport report) {
        boolean hashFits = Sha256.hash(report.output()).equals(report.outputHash());
        ResultVerdict verdict = results.call(new Handed(session, report, hashFits));
        if (verdict instanceof ResultVerdict.Accepted accepted) {
            waker.taskChanged(accepted.task());
            waker.placeFreed();
        }
        return verdict;
    }

    private List<ResultVerdict> judge(List<Handed> group) {
        List<LeaseId> named =
                group.stream().map(handed -> handed.report().lease()).distinct().toList();
        Map<LeaseId, Case> cases = database.pointTransaction(tx -> ResultStore.cases(tx, named));
        var verdicts = new ResultVerdict[group.size()];
        var fit = new ArrayList<Acceptance.Candidate>();
        for (int i = 0; i < verdicts.length; i++) {
            Handed handed = group.get(i);
            @Nullable Case found = cases.get(handed.report().lease());
            Optional<ResultVerdict> unfit = fitness.unfit(handed, found);
            if (unfit.isPresent() || found == null) {
                verdicts[i] = unfit.orElseGet(ResultVerdict.NotYours::new);
            } else {
                boolean signed = fitness.isSigned(handed.report(), found);
                fit.add(new Acceptance.Candidate(i, handed.session(), handed.report(), found.task(), signed));
            }
        }
        if (!fit.isEmpty()) {
            database.pointTransaction(tx -> new Acceptance(
                                    tx, new Acceptance.Books(config.split(), ledger, standings), coordinatorOwner(tx))
                            .run(fit))
                    .forEach((place, verdict) -> verdicts[place] = verdict);
        }
        return List.of(verdicts);
    }

    private OwnerAddress coordinatorOwner(DSLContext tx) {
        OwnerAddress known = coordinatorOwner;
        if (known == null) {
            known = Registry.ownerOf(tx, config.coordinator())
                    .orElseThrow(() -> new IllegalStateException(
                            "the chain names no owner of coordinator " + config.coordinator()));
            coordinatorOwner = known;
        }
        return known;
    }
}
