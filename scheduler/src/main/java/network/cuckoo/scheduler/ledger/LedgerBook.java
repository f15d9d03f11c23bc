package network.cuckoo.scheduler.ledger;

import static network.cuckoo.db.generated.Tables.LEDGER_ACCOUNT;

import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import network.cuckoo.db.RowsStatement;
import network.cuckoo.db.SqlFile;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.ledger.LedgerAccount;
import network.cuckoo.domain.ledger.Postings;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Accounts and entries as rows. Balances follow the entries by a trigger. */
final class LedgerBook {
    private static final String ACCOUNTS = SqlFile.read(LedgerBook.class, "accounts.sql");
    private static final String OPEN = SqlFile.read(LedgerBook.class, "open.sql");
    private static final String ENTRIES = SqlFile.read(LedgerBook.class, "entries.sql");
    private static final String LOCK_AVAILABLE = SqlFile.read(LedgerBook.class, "lock_available.sql");

    private LedgerBook() {}

    /** The kinds as the table names them. */
    private enum Kind {
        EXTERNAL,
        APP,
        APP_HELD,
        MINER,
        CHECK_FUND,
        COORDINATOR
    }

    /** A transaction and what it moves. */
    record Entries(UUID transaction, Postings postings) {}

    /** One entry of a transaction. */
    private record Entry(UUID transaction, LedgerAccount account, BigInteger amountWei) {}

    /** Writes all entries of transactions in one statement; accounts that do not exist yet are opened. */
    static void post(DSLContext tx, List<Entries> transactions) {
        List<Entry> entries = transactions.stream().flatMap(LedgerBook::entries).toList();
        Map<LedgerAccount, Long> ids =
                accountIds(tx, entries.stream().map(Entry::account).collect(Collectors.toSet()));
        RowsStatement.of(tx, ENTRIES, entries)
                .uuids(Entry::transaction)
                .longs(entry -> idOf(ids, entry.account()))
                .numerics(Entry::amountWei)
                .executeEach();
    }

    private static Stream<Entry> entries(Entries of) {
        return of.postings().list().stream()
                .map(posting -> new Entry(of.transaction(), posting.account(), posting.amountWei()));
    }

    private static long idOf(Map<LedgerAccount, Long> ids, LedgerAccount account) {
        Long id = ids.get(account);
        if (id == null) {
            throw new IllegalStateException("account " + account + " could not be opened");
        }
        return id;
    }

    private static Map<LedgerAccount, Long> accountIds(DSLContext tx, Set<LedgerAccount> accounts) {
        Map<LedgerAccount, Long> found = find(tx, accounts);
        if (found.size() == accounts.size()) {
            return found;
        }
        open(
                tx,
                accounts.stream().filter(account -> !found.containsKey(account)).toList());
        return find(tx, accounts);
    }

    private static Map<LedgerAccount, Long> find(DSLContext tx, Collection<LedgerAccount> accounts) {
        var ids = new HashMap<LedgerAccount, Long>();
        RowsStatement.of(tx, ACCOUNTS, accounts)
                .texts(account -> kind(account).name())
                .texts(LedgerAccount::holder)
                .fetch(row -> ids.put(
                        account(Kind.valueOf(row.getString("kind")), row.getString("owner")),
                        row.getLong("account_id")));
        return ids;
    }

    /** Opens those of the accounts that are not there yet, in this order. */
    static void open(DSLContext tx, List<LedgerAccount> accounts) {
        RowsStatement.of(tx, OPEN, accounts)
                .texts(account -> kind(account).name())
                .texts(LedgerAccount::holder)
                .execute();
    }

    /** What apps can spend, their accounts held until the transaction ends; an app without an account is left out. */
    static Map<AppId, Wei> lockAvailable(DSLContext tx, Set<AppId> apps) {
        var available = new HashMap<AppId, Wei>();
        RowsStatement.of(tx, LOCK_AVAILABLE, apps)
                .texts(AppId::toString)
                .fetch(row -> available.put(
                        new AppId(UUID.fromString(row.getString("owner"))),
                        new Wei(row.getBigDecimal("balance_wei").toBigIntegerExact())));
        return available;
    }

    static Condition is(LedgerAccount account) {
        return LEDGER_ACCOUNT.KIND.eq(kind(account).name()).and(LEDGER_ACCOUNT.OWNER.eq(account.holder()));
    }

    static Condition isMiners() {
        return LEDGER_ACCOUNT.KIND.eq(Kind.MINER.name());
    }

    static Wei balance(DSLContext read, LedgerAccount account) {
        return read.select(LEDGER_ACCOUNT.BALANCE_WEI)
                .from(LEDGER_ACCOUNT)
                .where(is(account))
                .fetchOptional(row -> new Wei(row.value1()))
                .orElse(Wei.ZERO);
    }

    static LedgerAccount account(Record row) {
        return account(Kind.valueOf(row.get(LEDGER_ACCOUNT.KIND)), row.get(LEDGER_ACCOUNT.OWNER));
    }

    private static LedgerAccount account(Kind kind, String owner) {
        return switch (kind) {
            case EXTERNAL -> LedgerAccount.creditSource();
            case APP -> new LedgerAccount(LedgerAccount.Kind.APP_AVAILABLE, owner);
            case APP_HELD -> new LedgerAccount(LedgerAccount.Kind.APP_HELD, owner);
            case MINER -> new LedgerAccount(LedgerAccount.Kind.MINER, owner);
            case CHECK_FUND -> LedgerAccount.checkFund();
            case COORDINATOR -> new LedgerAccount(LedgerAccount.Kind.COORDINATOR, owner);
        };
    }

    private static Kind kind(LedgerAccount account) {
        return switch (account.kind()) {
            case CREDIT_SOURCE -> Kind.EXTERNAL;
            case APP_AVAILABLE -> Kind.APP;
            case APP_HELD -> Kind.APP_HELD;
            case MINER -> Kind.MINER;
            case CHECK_FUND -> Kind.CHECK_FUND;
            case COORDINATOR -> Kind.COORDINATOR;
        };
    }
}
