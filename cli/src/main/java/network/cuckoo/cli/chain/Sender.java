package network.cuckoo.cli.chain;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.outbox.Outbox;
import network.cuckoo.cli.chain.outbox.SignedForm;
import network.cuckoo.cli.chain.outbox.StoredTransaction;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.keys.NodeKey;

/**
 * One account's turn to send transactions, one after the other. Each is stored, signed, before it is broadcast, so that after a
 * crash the next turn sends the same bytes: what was begun happens once.
 */
public final class Sender implements AutoCloseable {
    private static final Duration TURN_PATIENCE = Duration.ofMinutes(10);

    private final ChainAccess chain;
    private final Forms forms;
    private final NodeKey key;
    private final Outbox outbox;
    private final Consumer<String> voice;
    private final Duration patience;
    private final List<Landed> finishedBefore = new ArrayList<>();
    private final List<Unreported> unreported = new ArrayList<>();
    private BigInteger leastNonce = BigInteger.ZERO;

    /** In a block, which nobody was told yet: until then it stays in the outbox, so that a command run again finds it. */
    private record Unreported(StoredTransaction stored, String outcome) {}

    private Sender(ChainAccess chain, NodeKey key, Outbox outbox, Duration patience, Consumer<String> voice) {
        this.chain = chain;
        this.forms = new Forms(chain, key);
        this.key = key;
        this.outbox = outbox;
        this.voice = voice;
        this.patience = patience;
    }

    /**
     * Waits for the account's turn.
     *
     * @param folder where signed transactions are kept, of all accounts and chains
     * @param patience how long to wait until a transaction is in a block
     * @param voice is told what happens beside the call itself
     */
    public static Sender take(ChainAccess chain, NodeKey key, Path folder, Duration patience, Consumer<String> voice) {
        Outbox outbox = Outbox.take(
                folder,
                chain.chainId(),
                chain.genesis(),
                key.address(),
                TURN_PATIENCE,
                () -> voice.accept("another command sends for " + key.address() + "; waiting for its end"));
        return new Sender(chain, key, outbox, patience, voice);
    }

    public Address account() {
        return key.address();
    }

    /**
     * Sends what earlier commands stored and did not see in a block, with the same bytes, and waits for it.
     *
     * @return what got into blocks
     * @throws CommandFailure if one of them does not within the patience; nothing new should be sent then
     */
    public List<Landed> finishUnfinished() {
        for (StoredTransaction stored : outbox.unfinished()) {
            if (finish(stored) instanceof Ending.Done done) {
                finishedBefore.add(done.landed());
            }
        }
        return List.copyOf(finishedBefore);
    }

    /** What {@link #finishUnfinished} brought into a block for the same intent, if it worked. */
    public Optional<Landed> finishedBefore(Hash32 intent) {
        return finishedBefore.stream()
                .filter(landed -> landed.intent().equals(intent) && landed.worked())
                .findFirst();
    }

    /** Finds out what a call would cost at the fees of now, sends it and waits. @throws CommandFailure if it would be refused */
    public Landed send(Call call) {
        return switch (new Forecaster(chain, key.address()).of(call)) {
            case Forecast.Works works -> send(call, works.gasLimit(), Fees.suggestedBy(chain));
            case Forecast other -> throw Refusals.of(call, other);
        };
    }

    /**
     * Signs, stores and broadcasts a call and waits until it is in a block.
     *
     * @throws CommandFailure if the account can't pay, the node does not take it or does not tell whether it did, it is not in a
     *     block within the patience, or it reverted there
     */
    public Landed send(Call call, BigInteger gasLimit, Fees fees) {
        forms.refuseUnpayable(call, fees.most(gasLimit));
        BigInteger nonce = chain.nextNonce(key.address()).max(leastNonce);
        SignedForm form = forms.first(nonce, call, gasLimit, fees);
        var stored = new StoredTransaction(
                nonce,
                call.what(),
                call.intent(),
                call.to(),
                call.data(),
                call.value(),
                gasLimit,
                fees.oldKind(),
                List.of(form),
                Optional.empty());
        outbox.store(stored);
        Broadcast answer = Broadcast.send(chain, form.raw());
        if (answer instanceof Broadcast.Refused refused) {
            outbox.finish(stored, "refused by the node: " + refused.message());
            throw new CommandFailure(
                    ExitCode.FAILED, call.what() + " failed: the node did not take it: " + refused.message());
        }
        leastNonce = nonce.add(BigInteger.ONE);
        return landed(stored, tracking(stored).awaitAfter(answer));
    }

    /** The unfinished transaction of this nonce, in place of which one with the fees of now, and at least a quarter more, is sent. */
    public Ending replace(BigInteger nonce) {
        StoredTransaction stored = unfinished(nonce);
        StoredTransaction more = stored.with(forms.again(stored));
        outbox.store(more);
        voice.accept("sending it with higher fees: " + more.what() + " (nonce " + nonce + ", "
                + more.newest().hash() + ")");
        return ended(more);
    }

    /** Broadcasts the unfinished transaction of this nonce again, the same bytes, and waits. */
    public Ending resend(BigInteger nonce) {
        return finish(unfinished(nonce));
    }

    /**
     * A stored transaction that may be dropped: the node does not know it, and its nonce is the next to be used.
     *
     * @throws CommandFailure if it may get into a block any time, is in one, or others must be finished before
     */
    public StoredTransaction droppable(BigInteger nonce) {
        StoredTransaction stored = unfinished(nonce);
        new DropCheck(chain, key.address(), outbox).refuseWrong(stored);
        return stored;
    }

    /**
     * Drops it for certain: sends nothing to the account itself with the same nonce, and waits.
     *
     * @throws CommandFailure if the account can't pay for that, or the node does not take it; then all is as before
     */
    public Ending drop(BigInteger nonce) {
        StoredTransaction stored = droppable(nonce);
        if (!stored.isBeingDropped()) {
            refuseGap(nonce);
            SignedForm empty = forms.empty(stored);
            StoredTransaction more = stored.with(empty);
            outbox.store(more);
            if (Broadcast.send(chain, empty.raw()) instanceof Broadcast.Refused refused) {
                outbox.store(stored);
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "the node did not take the empty transaction either: " + refused.message()
                                + "; it stays stored as it was");
            }
            stored = more;
        }
        return ended(stored);
    }

    /** Takes it out of the outbox and sends nothing; if some node kept its bytes, they may get into a block all the same. */
    public void forget(BigInteger nonce) {
        StoredTransaction stored = droppable(nonce);
        new DropCheck(chain, key.address(), outbox).refuseFollowed(stored);
        outbox.finish(stored, "forgotten");
    }

    private void refuseGap(BigInteger nonce) {
        BigInteger next = chain.nextNonce(key.address());
        if (next.compareTo(nonce) < 0) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "the account's next nonce is " + next + ": an empty transaction of nonce " + nonce
                            + " would wait as long as this one; --forget only takes it out of the outbox");
        }
    }

    /** The unfinished transaction of this nonce. @throws CommandFailure if there is none */
    public StoredTransaction unfinished(BigInteger nonce) {
        return outbox.unfinished().stream()
                .filter(each -> each.nonce().equals(nonce))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "there is no unfinished transaction of " + key.address() + " with nonce " + nonce));
    }

    private Ending finish(StoredTransaction stored) {
        voice.accept(
                "unfinished from before: " + (stored.isBeingDropped() ? "dropping " : "") + stored.what() + " (nonce "
                        + stored.nonce() + ", " + stored.newest().hash()
                        + "); unless it is in a block, the same bytes are sent again");
        return ended(stored);
    }

    private Ending ended(StoredTransaction stored) {
        Tracking.Outcome outcome = tracking(stored).resume();
        leastNonce = stored.nonce().add(BigInteger.ONE);
        return switch (outcome) {
            case Tracking.Displaced displaced -> {
                String why = takenBy(stored);
                outbox.finish(stored, why);
                voice.accept(stored.what() + " did not happen: " + why);
                yield new Ending.Displaced();
            }
            case Tracking.Included included -> included(stored, included);
        };
    }

    private Ending included(StoredTransaction stored, Tracking.Included included) {
        var landed = new Landed(stored.what(), stored.intent(), included.receipt());
        if (stored.isEmptyForm(landed.hash())) {
            outbox.finish(stored, "dropped: an empty transaction took its nonce in block " + landed.block());
            voice.accept(stored.what() + " is dropped: an empty transaction took its nonce in block " + landed.block());
            return new Ending.Dropped(landed.block(), landed.hash());
        }
        over(stored, landed);
        voice.accept(stored.what() + (landed.worked() ? " is done" : " reverted") + ": block " + landed.block());
        return new Ending.Done(landed);
    }

    /** What has the nonce instead, as far as it is known: one that was forgotten may have been on its way all the same. */
    private String takenBy(StoredTransaction stored) {
        return outbox.finished().stream()
                .filter(each -> each.nonce().equals(stored.nonce()))
                .filter(each -> each.forms().stream()
                        .anyMatch(form -> chain.receipt(form.hash()).isPresent()))
                .findFirst()
                .map(each -> "an earlier one was on its way all the same and took its nonce: " + each.what())
                .orElse("another transaction took its nonce");
    }

    private Landed landed(StoredTransaction stored, Tracking.Outcome outcome) {
        return switch (outcome) {
            case Tracking.Displaced displaced -> {
                String why = takenBy(stored);
                outbox.finish(stored, why);
                throw new CommandFailure(
                        ExitCode.FAILED, stored.what() + " did not happen: " + why + ", " + stored.nonce());
            }
            case Tracking.Included included -> {
                var landed = new Landed(stored.what(), stored.intent(), included.receipt());
                over(stored, landed);
                if (!landed.worked()) {
                    throw new CommandFailure(
                            ExitCode.REFUSED,
                            stored.what() + " reverted in block " + landed.block() + ", transaction " + landed.hash());
                }
                yield landed;
            }
        };
    }

    private void over(StoredTransaction stored, Landed landed) {
        if (landed.worked()) {
            unreported.add(new Unreported(stored, outcome(landed)));
        } else {
            outbox.finish(stored, outcome(landed));
        }
    }

    /**
     * What got into blocks in this turn was told, or nobody is there to be told: it leaves the outbox. A process that is killed before
     * leaves it there, and the same command, run again, tells it instead of doing it twice. The turn's end does the same.
     */
    public void reported() {
        unreported.forEach(each -> outbox.finish(each.stored(), each.outcome()));
        unreported.clear();
    }

    private Tracking tracking(StoredTransaction stored) {
        return new Tracking(chain, key.address(), stored, patience);
    }

    private static String outcome(Landed landed) {
        return (landed.worked() ? "done in block " : "reverted in block ") + landed.block() + ", " + landed.hash();
    }

    @Override
    public void close() {
        try {
            reported();
        } finally {
            outbox.close();
        }
    }
}
