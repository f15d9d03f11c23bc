package network.cuckoo.scheduler.ledger;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.ledger.Posting;

/** The books: double entry, append-only, every transaction sums to zero. */
public interface Ledger {
    /** Gives an app credit, once for each reference: a second time under the same reference changes nothing. */
    Crediting credit(AppId app, Wei amount, String reference);

    /** What the app can spend and what is held for its unfinished tasks. */
    Balance balance(AppId app);

    /** What the owner of miners has earned, gross. */
    Wei earned(OwnerAddress owner);

    /** The app's postings, newest first, older than {@code before} (a transaction) if given; at most {@code limit}. */
    List<StatementLine> statement(AppId app, int limit, Optional<UUID> before);

    /** All postings of a task, oldest first. */
    List<TransactionView> postings(TaskId task);

    /** The sum over all entries: always zero. */
    BigInteger sum();

    /** How many accounts have a balance that differs from their entries: always none. */
    int differences();

    /** An app's money. */
    record Balance(Wei available, Wei held) {}

    /** The legs of ledger transactions. */
    enum Leg {
        CREDIT,
        HOLD,
        CAPTURE,
        RELEASE
    }

    /** One change of an app's balance: positive adds. */
    record StatementLine(
            UUID transaction,
            Leg leg,
            Posting posting,
            Optional<TaskId> task,
            Optional<String> reference,
            Instant at) {}

    /** One transaction with its postings, which sum to zero. */
    record TransactionView(UUID transaction, Leg leg, List<Posting> postings, Instant at) {
        public TransactionView {
            postings = List.copyOf(postings);
        }
    }

    /** What became of a credit. */
    sealed interface Crediting {
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
