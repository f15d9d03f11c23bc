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
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.Wei;
import network.cuckoo.keys.NodeKey;

/**
 * One account's turn to send transactions, one after the other. Each is stored, signed, before it is broadcast, so that after a
 * crash the next turn sends the same bytes: what was begun happens once.
 */
public final class Sender implements AutoCloseable {
    private static final Duration TURN_PATIENCE = Duration.ofMinutes(10);

    private final ChainAccess chain;
    private final ChainId chainId;
    private final NodeKey key;
    private final Outbox outbox;
    private final Consumer<String> voice;
    private final Duration patience;
    private final List<Landed> finishedBefore = new ArrayList<>();
    private BigInteger leastNonce = BigInteger.ZERO;

    private Sender(ChainAccess chain, NodeKey key, Outbox outbox, Duration patience, Consumer<String> voice) {
        this.chain = chain;
        this.chainId = chain.chainId();
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
            finish(stored).ifPresent(finishedBefore::add);
        }
        return List.copyOf(finishedBefore);
    }

    /** What {@link #finishUnfinished} brought into a block for the same intent, if it worked. */
    public Optional<Landed> finishedBefore(Call call) {
        return finishedBefore.stream()
                .filter(landed -> landed.intent().equals(call.intent()) && landed.worked())
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
     * @throws CommandFailure if the account can't pay, the node does not take it, it is not in a block within the patience, or it
     *     reverted there
     */
    public Landed send(Call call, BigInteger gasLimit, Fees fees) {
        refuseUnpayable(call, fees.most(gasLimit));
        BigInteger nonce = chain.nextNonce(key.address()).max(leastNonce);
        SignedForm form = Signing.sign(key, chainId, nonce, call.to(), call.data(), call.value(), gasLimit, fees);
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
        if (Broadcast.send(chain, form.raw()) instanceof Broadcast.Refused refused) {
            outbox.finish(stored, "refused by the node: " + refused.message());
            throw new CommandFailure(
                    ExitCode.FAILED, call.what() + " failed: the node did not take it: " + refused.message());
        }
        leastNonce = nonce.add(BigInteger.ONE);
        return landed(stored, tracking(stored).await());
    }

    /** The unfinished transaction of this nonce, in place of which one with the fees of now, and at least a quarter more, is sent. */
    public Landed replace(BigInteger nonce) {
        StoredTransaction stored = unfinished(nonce);
        SignedForm before = stored.newest();
        Fees bumped = new Fees(before.mostPerGas(), before.tipPerGas(), stored.oldKind()).bumped();
        Fees fees = stored.oldKind() ? bumped : bumped.atLeast(Fees.suggestedBy(chain));
        StoredTransaction more = stored.with(
                Signing.sign(key, chainId, nonce, stored.to(), stored.data(), stored.value(), stored.gasLimit(), fees));
        outbox.store(more);
        voice.accept("sending it with higher fees: " + more.what() + " (nonce " + nonce + ", "
                + more.newest().hash() + ")");
        return ended(more).orElseThrow(() -> displaced(more));
    }

    /** Broadcasts the unfinished transaction of this nonce again, the same bytes, and waits. */
    public Landed resend(BigInteger nonce) {
        StoredTransaction stored = unfinished(nonce);
        return finish(stored).orElseThrow(() -> displaced(stored));
    }

    private StoredTransaction unfinished(BigInteger nonce) {
        return outbox.unfinished().stream()
                .filter(each -> each.nonce().equals(nonce))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "there is no unfinished transaction of " + key.address() + " with nonce " + nonce));
    }

    private Optional<Landed> finish(StoredTransaction stored) {
        voice.accept("unfinished from before: " + stored.what() + " (nonce " + stored.nonce() + ", "
                + stored.newest().hash() + "); unless it is in a block, the same bytes are sent again");
        return ended(stored);
    }

    /** Empty if another transaction took its nonce. */
    private Optional<Landed> ended(StoredTransaction stored) {
        Tracking.Outcome outcome = tracking(stored).resume();
        leastNonce = stored.nonce().add(BigInteger.ONE);
        return switch (outcome) {
            case Tracking.Displaced displaced -> {
                outbox.finish(stored, "another transaction took its nonce");
                voice.accept(stored.what() + " did not happen: another transaction took its nonce");
                yield Optional.empty();
            }
            case Tracking.Included included -> {
                var landed = new Landed(stored.what(), stored.intent(), included.receipt());
                outbox.finish(stored, outcome(landed));
                voice.accept(
                        stored.what() + (landed.worked() ? " is done" : " reverted") + ": block " + landed.block());
                yield Optional.of(landed);
            }
        };
    }

    private Landed landed(StoredTransaction stored, Tracking.Outcome outcome) {
        return switch (outcome) {
            case Tracking.Displaced displaced -> {
                outbox.finish(stored, "another transaction took its nonce");
                throw displaced(stored);
            }
            case Tracking.Included included -> {
                var landed = new Landed(stored.what(), stored.intent(), included.receipt());
                outbox.finish(stored, outcome(landed));
                if (!landed.worked()) {
                    throw new CommandFailure(
                            ExitCode.REFUSED,
                            stored.what() + " reverted in block " + landed.block() + ", transaction " + landed.hash());
                }
                yield landed;
            }
        };
    }

    private Tracking tracking(StoredTransaction stored) {
        return new Tracking(chain, key.address(), stored, patience);
    }

    private static String outcome(Landed landed) {
        return (landed.worked() ? "done in block " : "reverted in block ") + landed.block() + ", " + landed.hash();
    }

    private static CommandFailure displaced(StoredTransaction stored) {
        return new CommandFailure(
                ExitCode.FAILED,
                stored.what() + " did not happen: another transaction of the account took its nonce, "
                        + stored.nonce());
    }

    private void refuseUnpayable(Call call, Wei gas) {
        Wei needed = call.value().plus(gas);
        Wei balance = chain.balanceOf(key.address());
        if (balance.compareTo(needed) < 0) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    call.what() + " needs up to " + needed.toCai() + " with gas, but " + key.address() + " has "
                            + balance.toCai());
        }
    }

    @Override
    public void close() {
        outbox.close();
    }
}
