package network.cuckoo.scheduler.ledger;

import static network.cuckoo.db.generated.Tables.LEDGER_ACCOUNT;
import static network.cuckoo.db.generated.Tables.LEDGER_ENTRY;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.ledger.LedgerAccount;
import network.cuckoo.domain.ledger.Posting;
import network.cuckoo.domain.ledger.Postings;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Accounts and entries as rows. Balances follow the entries by a trigger. */
final class LedgerBook {
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

    /** Writes all entries of one transaction in one statement; accounts that do not exist yet are opened. */
    static void post(DSLContext tx, UUID transaction, Postings postings) {
        List<Posting> sorted = new ArrayList<>(postings.list());
        sorted.sort(Comparator.comparing((Posting posting) -> posting.account().kind())
                .thenComparing(posting -> posting.account().holder()));
        var insert = tx.insertInto(
                LEDGER_ENTRY, LEDGER_ENTRY.TRANSACTION_ID, LEDGER_ENTRY.ACCOUNT_ID, LEDGER_ENTRY.AMOUNT_WEI);
        for (Posting posting : sorted) {
            insert = insert.values(transaction, accountId(tx, posting.account()), posting.amountWei());
        }
        insert.execute();
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
        String owner = row.get(LEDGER_ACCOUNT.OWNER);
        Kind kind = Kind.valueOf(row.get(LEDGER_ACCOUNT.KIND));
        return switch (kind) {
            case EXTERNAL -> LedgerAccount.creditSource();
            case APP -> new LedgerAccount(LedgerAccount.Kind.APP_AVAILABLE, owner);
            case APP_HELD -> new LedgerAccount(LedgerAccount.Kind.APP_HELD, owner);
            case MINER -> new LedgerAccount(LedgerAccount.Kind.MINER, owner);
            case CHECK_FUND -> LedgerAccount.checkFund();
            case COORDINATOR -> new LedgerAccount(LedgerAccount.Kind.COORDINATOR, owner);
        };
    }

    static long accountId(DSLContext tx, LedgerAccount account) {
        var find = tx.select(LEDGER_ACCOUNT.ACCOUNT_ID).from(LEDGER_ACCOUNT).where(is(account));
        return find.fetchOptional(LEDGER_ACCOUNT.ACCOUNT_ID).orElseGet(() -> {
            tx.insertInto(LEDGER_ACCOUNT)
                    .set(LEDGER_ACCOUNT.KIND, kind(account).name())
                    .set(LEDGER_ACCOUNT.OWNER, account.holder())
                    .onConflictDoNothing()
                    .execute();
            return find.fetchSingle(LEDGER_ACCOUNT.ACCOUNT_ID);
        });
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
