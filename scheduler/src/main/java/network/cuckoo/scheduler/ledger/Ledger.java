package network.cuckoo.scheduler.ledger;

import static network.cuckoo.db.generated.Tables.APP;
import static network.cuckoo.db.generated.Tables.LEDGER_ACCOUNT;
import static network.cuckoo.db.generated.Tables.LEDGER_DIFFERENCE;
import static network.cuckoo.db.generated.Tables.LEDGER_ENTRY;
import static network.cuckoo.db.generated.Tables.LEDGER_TRANSACTION;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import network.cuckoo.db.Database;
import network.cuckoo.db.RowsStatement;
import network.cuckoo.db.SqlFile;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.id.UuidV7;
import network.cuckoo.domain.ledger.LedgerAccount;
import network.cuckoo.domain.ledger.Posting;
import network.cuckoo.domain.ledger.Postings;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;

/** The books: double entry, append-only, every transaction sums to zero. */
public final class Ledger {
    private static final String TRANSACTIONS = SqlFile.read(Ledger.class, "transactions.sql");

    private final Database database;
    private final UuidV7 ids;

    public Ledger(Database database, UuidV7 ids) {
        this.database = database;
        this.ids = ids;
    }

    /** Gives an app credit, once for each reference: a second time under the same reference changes nothing. */
    public Crediting credit(AppId app, Wei amount, String reference) {
        if (amount.value().signum() == 0) {
            throw new IllegalArgumentException("a credit must be above zero");
        }
        return database.transaction(tx -> credit(tx, app, amount, reference));
    }

    private Crediting credit(DSLContext tx, AppId app, Wei amount, String reference) {
        if (!tx.fetchExists(APP, APP.APP_ID.eq(app.value()))) {
            return new Crediting.UnknownApp(app);
        }
        UUID transaction = ids.next();
        int inserted = tx.insertInto(LEDGER_TRANSACTION)
                .set(LEDGER_TRANSACTION.TRANSACTION_ID, transaction)
                .set(LEDGER_TRANSACTION.LEG, Leg.CREDIT.name())
                .set(LEDGER_TRANSACTION.REFERENCE, reference)
                .onConflict(LEDGER_TRANSACTION.REFERENCE)
                .doNothing()
                .execute();
        if (inserted == 0) {
            return repeated(tx, app, amount, reference);
        }
        LedgerBook.post(tx, List.of(new LedgerBook.Entries(transaction, Postings.credit(app, amount))));
        return new Crediting.Credited(balance(tx, app));
    }

    private static Crediting repeated(DSLContext tx, AppId app, Wei amount, String reference) {
        boolean same = tx.fetchExists(tx.selectOne()
                .from(LEDGER_TRANSACTION)
                .join(LEDGER_ENTRY)
                .using(LEDGER_ENTRY.TRANSACTION_ID)
                .join(LEDGER_ACCOUNT)
                .using(LEDGER_ACCOUNT.ACCOUNT_ID)
                .where(
                        LEDGER_TRANSACTION.REFERENCE.eq(reference),
                        LedgerBook.is(LedgerAccount.appAvailable(app)),
                        LEDGER_ENTRY.AMOUNT_WEI.eq(amount.value())));
        return same ? new Crediting.AlreadyCredited(balance(tx, app)) : new Crediting.ReferenceTaken(reference);
    }

    /** Opens an app's accounts; the one it spends from has the lower id, so that it is locked first everywhere. */
    public void open(DSLContext tx, AppId app) {
        LedgerBook.open(tx, List.of(LedgerAccount.appAvailable(app)));
        LedgerBook.open(tx, List.of(LedgerAccount.appHeld(app)));
    }

    /** What apps can spend, their accounts held until the transaction ends: submits of one app go one after another. */
    public Map<AppId, Wei> lockAvailable(DSLContext tx, Set<AppId> apps) {
        return LedgerBook.lockAvailable(tx, apps);
    }

    /** A task's price that is to be set aside. */
    public record Hold(TaskId task, AppId app, Wei price) {}

    /** What a task's held price is to be paid out by. */
    public record Capture(TaskId task, LeaseId lease, Postings postings) {}

    /** Sets tasks' prices aside. The caller has seen that there is enough; the account's CHECK refuses otherwise. */
    public void hold(DSLContext tx, List<Hold> holds) {
        post(
                tx,
                Leg.HOLD,
                holds.stream()
                        .map(hold ->
                                new Closing(hold.task(), Optional.empty(), Postings.hold(hold.app(), hold.price())))
                        .toList());
    }

    /** Pays tasks' held prices out, each once. */
    public void capture(DSLContext tx, List<Capture> captures) {
        post(
                tx,
                Leg.CAPTURE,
                captures.stream()
                        .map(capture -> new Closing(capture.task(), Optional.of(capture.lease()), capture.postings()))
                        .toList());
    }

    /** Gives a task's held price back, once. */
    public void release(DSLContext tx, TaskId task, AppId app, Wei price) {
        post(tx, Leg.RELEASE, List.of(new Closing(task, Optional.empty(), Postings.release(app, price))));
    }

    /** A leg of a task's money. */
    private record Closing(TaskId task, Optional<LeaseId> lease, Postings postings) {}

    /** A leg with the id of its transaction. */
    private record Numbered(UUID transaction, Closing closing) {}

    private void post(DSLContext tx, Leg leg, List<Closing> closings) {
        List<Numbered> numbered = closings.stream()
                .map(closing -> new Numbered(ids.next(), closing))
                .toList();
        RowsStatement.of(tx, TRANSACTIONS, numbered)
                .all(leg.name())
                .uuids(Numbered::transaction)
                .uuids(row -> row.closing().task().value())
                .uuids(row -> row.closing().lease().map(LeaseId::value).orElse(null))
                .executeEach();
        LedgerBook.post(
                tx,
                numbered.stream()
                        .map(row -> new LedgerBook.Entries(
                                row.transaction(), row.closing().postings()))
                        .toList());
    }

    /** What the app can spend and what is held for its unfinished tasks. */
    public Balance balance(AppId app) {
        return balance(database.read(), app);
    }

    private static Balance balance(DSLContext read, AppId app) {
        return new Balance(
                LedgerBook.balance(read, LedgerAccount.appAvailable(app)),
                LedgerBook.balance(read, LedgerAccount.appHeld(app)));
    }

    /** What the owner of miners has earned, gross. */
    public Wei earned(OwnerAddress owner) {
        return LedgerBook.balance(database.read(), LedgerAccount.miner(owner));
    }

    /** What the accepted result of a task earned its miner's owner, gross; zero if none was accepted. */
    public Wei earned(DSLContext read, TaskId task) {
        return new Wei(read.select(DSL.coalesce(DSL.sum(LEDGER_ENTRY.AMOUNT_WEI), BigDecimal.ZERO))
                .from(LEDGER_TRANSACTION)
                .join(LEDGER_ENTRY)
                .on(LEDGER_ENTRY.TRANSACTION_ID.eq(LEDGER_TRANSACTION.TRANSACTION_ID))
                .join(LEDGER_ACCOUNT)
                .on(LEDGER_ACCOUNT.ACCOUNT_ID.eq(LEDGER_ENTRY.ACCOUNT_ID))
                .where(
                        LEDGER_TRANSACTION.TASK_ID.eq(task.value()),
                        LEDGER_TRANSACTION.LEG.eq(Leg.CAPTURE.name()),
                        LedgerBook.isMiners())
                .fetchSingle()
                .value1()
                .toBigIntegerExact());
    }

    /** The app's postings, newest first, older than {@code before} (a transaction) if given; at most {@code limit}. */
    public List<StatementLine> statement(AppId app, int limit, Optional<UUID> before) {
        return entries()
                .where(LedgerBook.is(LedgerAccount.appAvailable(app)).or(LedgerBook.is(LedgerAccount.appHeld(app))))
                .and(before.map(LEDGER_TRANSACTION.TRANSACTION_ID::lt).orElse(DSL.noCondition()))
                .orderBy(LEDGER_TRANSACTION.TRANSACTION_ID.desc(), LEDGER_ACCOUNT.ACCOUNT_ID)
                .limit(limit)
                .fetch(Ledger::line);
    }

    /** All postings of a task, oldest first. */
    public List<TransactionView> postings(TaskId task) {
        var transactions = new LinkedHashMap<UUID, List<StatementLine>>();
        entries()
                .where(LEDGER_TRANSACTION.TASK_ID.eq(task.value()))
                .orderBy(LEDGER_TRANSACTION.TRANSACTION_ID, LEDGER_ACCOUNT.ACCOUNT_ID)
                .fetch(Ledger::line)
                .forEach(line -> transactions
                        .computeIfAbsent(line.transaction(), id -> new ArrayList<>())
                        .add(line));
        return transactions.values().stream().map(Ledger::view).toList();
    }

    private SelectOnConditionStep<Record> entries() {
        return database.read()
                .select()
                .from(LEDGER_ENTRY)
                .join(LEDGER_TRANSACTION)
                .on(LEDGER_TRANSACTION.TRANSACTION_ID.eq(LEDGER_ENTRY.TRANSACTION_ID))
                .join(LEDGER_ACCOUNT)
                .on(LEDGER_ACCOUNT.ACCOUNT_ID.eq(LEDGER_ENTRY.ACCOUNT_ID));
    }

    private static StatementLine line(Record row) {
        return new StatementLine(
                row.get(LEDGER_TRANSACTION.TRANSACTION_ID),
                Leg.valueOf(row.get(LEDGER_TRANSACTION.LEG)),
                new Posting(LedgerBook.account(row), row.get(LEDGER_ENTRY.AMOUNT_WEI)),
                Optional.ofNullable(row.get(LEDGER_TRANSACTION.TASK_ID)).map(TaskId::new),
                Optional.ofNullable(row.get(LEDGER_TRANSACTION.REFERENCE)),
                row.get(LEDGER_TRANSACTION.CREATED_AT));
    }

    private static TransactionView view(List<StatementLine> lines) {
        StatementLine first = lines.getFirst();
        return new TransactionView(
                first.transaction(),
                first.leg(),
                lines.stream().map(StatementLine::posting).toList(),
                first.at());
    }

    /** The sum over all entries: always zero. */
    public BigInteger sum() {
        return database.read()
                .select(DSL.coalesce(DSL.sum(LEDGER_ENTRY.AMOUNT_WEI), BigDecimal.ZERO))
                .from(LEDGER_ENTRY)
                .fetchSingle()
                .value1()
                .toBigIntegerExact();
    }

    /** How many accounts have a balance that differs from their entries: always none. */
    public int differences() {
        return database.read().fetchCount(LEDGER_DIFFERENCE);
    }

    /** An app's money. */
    public record Balance(Wei available, Wei held) {}

    /** The legs of ledger transactions. */
    public enum Leg {
        CREDIT,
        HOLD,
        CAPTURE,
        RELEASE
    }

    /** One change of an app's balance: positive adds. */
    public record StatementLine(
            UUID transaction,
            Leg leg,
            Posting posting,
            Optional<TaskId> task,
            Optional<String> reference,
            Instant at) {}

    /** One transaction with its postings, which sum to zero. */
    public record TransactionView(UUID transaction, Leg leg, List<Posting> postings, Instant at) {
        public TransactionView {
            postings = List.copyOf(postings);
        }
    }

    /** What became of a credit. */
    public sealed interface Crediting {
        /** The credit is in the books. */
        record Credited(Balance balance) implements Crediting {}

        /** The same credit was in the books before. */
        record AlreadyCredited(Balance balance) implements Crediting {}

        /** Another credit has this reference; nothing changed. */
        record ReferenceTaken(String reference) implements Crediting {}

        /** There is no such app. */
        record UnknownApp(AppId app) implements Crediting {}
    }
}
