package network.cuckoo.cli.chain;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.outbox.SignedForm;
import network.cuckoo.cli.chain.outbox.StoredTransaction;
import network.cuckoo.domain.Address;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** Follows one broadcast transaction until one of its forms is in a block. Broadcasts it again now and then: nodes forget. */
final class Tracking {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration BROADCAST_AGAIN = Duration.ofSeconds(15);
    /** How long a node may know the new nonce and not yet the receipt: several stand behind one address. */
    private static final Duration LAG = Duration.ofSeconds(3);

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private final ChainAccess chain;
    private final Address account;
    private final StoredTransaction stored;
    private final Duration patience;
    private final Stretch silence = new Stretch();
    private final Stretch passed = new Stretch();

    Tracking(ChainAccess chain, Address account, StoredTransaction stored, Duration patience) {
        this.chain = chain;
        this.account = account;
        this.stored = stored;
        this.patience = patience;
    }

    /** How it ended. */
    sealed interface Outcome {}

    /** In a block, by whichever form. */
    record Included(TransactionReceipt receipt) implements Outcome {}

    /** Never in a block: the account's nonce went to another transaction. */
    record Displaced() implements Outcome {}

    /** Looks whether it is in a block, else broadcasts its newest form and waits. @throws CommandFailure as {@link #await} */
    Outcome resume() {
        Optional<TransactionReceipt> there = receipt();
        if (there.isPresent()) {
            return new Included(there.get());
        }
        return awaitAfter(Broadcast.send(chain, stored.newest().raw()));
    }

    /** Waits, unless the answer to its bytes leaves nothing to wait for. @throws CommandFailure then, and as {@link #await} */
    Outcome awaitAfter(Broadcast answer) {
        return switch (answer) {
            case Broadcast.Refused refused ->
                throw stuck(ExitCode.FAILED, "the node does not take it: " + refused.message());
            case Broadcast.Unclear unclear ->
                throw stuck(
                        ExitCode.FAILED,
                        "the node at " + chain.place() + " answered with an error (" + unclear.message()
                                + "), so whether it took it is not known; run the same command again");
            case Broadcast.Taken taken -> await();
            case Broadcast.NonceUsed used -> await();
            case Broadcast.NoAnswer silence -> await();
        };
    }

    /** Waits. @throws CommandFailure if it is in no block within the patience, or the node stays silent */
    Outcome await() {
        long begin = System.nanoTime();
        long lastBroadcast = begin;
        Duration pause = FIRST_PAUSE;
        while (true) {
            Optional<TransactionReceipt> receipt = receipt();
            if (receipt.isPresent()) {
                return new Included(receipt.get());
            }
            passed.note(minedNonce().compareTo(stored.nonce()) > 0);
            if (passed.isLongerThan(LAG)) {
                return new Displaced();
            }
            refuseTooLong(begin);
            if (System.nanoTime() - lastBroadcast > BROADCAST_AGAIN.toNanos()) {
                Broadcast.send(chain, stored.newest().raw());
                lastBroadcast = System.nanoTime();
            }
            LockSupport.parkNanos(pause.toNanos());
            pause = longer(pause);
        }
    }

    private void refuseTooLong(long begin) {
        if (silence.isLongerThan(LONGEST_SILENCE)) {
            throw stuck(ExitCode.UNREACHABLE, "the chain's node at " + chain.place() + " does not answer");
        }
        if (System.nanoTime() - begin >= patience.toNanos()
                || Thread.currentThread().isInterrupted()) {
            throw stuck(ExitCode.FAILED, "it is in no block after " + patience.toSeconds() + " s");
        }
    }

    private static Duration longer(Duration pause) {
        Duration next = pause.multipliedBy(3).dividedBy(2);
        return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
    }

    private BigInteger minedNonce() {
        return asked(() -> Optional.of(chain.minedNonce(account))).orElse(BigInteger.ZERO);
    }

    private Optional<TransactionReceipt> receipt() {
        for (SignedForm form : stored.forms().reversed()) {
            Optional<TransactionReceipt> receipt = asked(() -> chain.receipt(form.hash()));
            if (receipt.isPresent()) {
                return receipt;
            }
        }
        return Optional.empty();
    }

    /** Empty also while the node does not answer. */
    private <T> Optional<T> asked(Supplier<Optional<T>> question) {
        try {
            Optional<T> answer = question.get();
            silence.note(false);
            return answer;
        } catch (CommandFailure e) {
            if (e.exitCode() != ExitCode.UNREACHABLE) {
                throw e;
            }
            silence.note(true);
            return Optional.empty();
        }
    }

    private CommandFailure stuck(ExitCode code, String why) {
        return new CommandFailure(
                code,
                stored.what() + " is not finished: " + why + ". It is stored (nonce " + stored.nonce() + ", "
                        + stored.newest().hash()
                        + "), and the account's next command sends the same bytes again; or see: cuckoo chain outbox --help");
    }

    /** For how long something has been so without a break. */
    private static final class Stretch {
        private Optional<Long> since = Optional.empty();

        void note(boolean isSo) {
            since = isSo ? since.or(() -> Optional.of(System.nanoTime())) : Optional.empty();
        }

        boolean isLongerThan(Duration limit) {
            return since.filter(begin -> System.nanoTime() - begin > limit.toNanos())
                    .isPresent();
        }
    }
}
