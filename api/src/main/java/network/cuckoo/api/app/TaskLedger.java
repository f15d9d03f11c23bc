package network.cuckoo.api.app;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import network.cuckoo.api.listen.Endpoint;
import network.cuckoo.api.output.Answers;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.ledger.LedgerAccount;
import network.cuckoo.domain.ledger.Posting;
import network.cuckoo.scheduler.ledger.Ledger;

/** {@code GET /v1/tasks/{id}/ledger}: what was held, paid and given back for a task. */
public final class TaskLedger implements Endpoint {
    private final AppKeys keys;
    private final Ledger ledger;

    public TaskLedger(AppKeys keys, Ledger ledger) {
        this.keys = keys;
        this.ledger = ledger;
    }

    private record TaskPostings(TaskId taskId, List<Transaction> transactions, BigInteger sumWei) {}

    private record Transaction(UUID id, Ledger.Leg leg, Instant createdAt, List<Entry> entries) {
        static Transaction of(Ledger.TransactionView transaction) {
            var entries = transaction.postings().stream().map(Entry::of).toList();
            return new Transaction(transaction.transaction(), transaction.leg(), transaction.at(), entries);
        }
    }

    private record Entry(LedgerAccount.Kind account, String owner, BigInteger amountWei) {
        static Entry of(Posting posting) {
            return new Entry(posting.account().kind(), posting.account().holder(), posting.amountWei());
        }
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/v1/tasks/{id}/ledger", this::handle);
    }

    private void handle(Context ctx) {
        TaskId task = keys.requireTask(ctx).id();
        List<Transaction> transactions =
                ledger.postings(task).stream().map(Transaction::of).toList();
        BigInteger sum = transactions.stream()
                .flatMap(transaction -> transaction.entries().stream())
                .map(Entry::amountWei)
                .reduce(BigInteger.ZERO, BigInteger::add);
        Answers.ok(ctx, new TaskPostings(task, transactions, sum));
    }
}
