package network.cuckoo.db;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls that come at the same time share a transaction, as a database's log lets commits share a flush: while one group is on its
 * way to the disk the next one gathers. The first caller of a group runs it in its own thread; nobody waits for a group to fill.
 *
 * <p>Answers are given after the commit. A group that fails is halved until the call that fails stands alone, so no caller gets
 * another's fault; only an outage of the database fails all of the group at once.
 *
 * @param <Q> what a call asks
 * @param <A> what it is answered
 */
public final class GroupCommit<Q, A> {
    private final Function<List<Q>, List<A>> transaction;
    private final int maxGroup;
    private final Queue<Call<Q, A>> waiting = new ArrayDeque<>();
    private boolean led;

    private static final class Call<Q, A> {
        private final Q question;
        private final Thread caller = Thread.currentThread();
        private volatile boolean leads;
        private volatile boolean answered;
        private @Nullable A answer;
        private @Nullable RuntimeException failure;

        private Call(Q question) {
            this.question = question;
        }

        private void answer(@Nullable A answer, @Nullable RuntimeException failure) {
            this.answer = answer;
            this.failure = failure;
            answered = true;
            LockSupport.unpark(caller);
        }

        private void lead() {
            leads = true;
            LockSupport.unpark(caller);
        }
    }

    /**
     * @param maxGroup most calls in one transaction
     * @param transaction runs one transaction for all that it is given, commits it, and answers each in the same order
     */
    public GroupCommit(int maxGroup, Function<List<Q>, List<A>> transaction) {
        if (maxGroup < 1) {
            throw new IllegalArgumentException("maxGroup must be at least 1, not " + maxGroup);
        }
        this.maxGroup = maxGroup;
        this.transaction = transaction;
    }

    /** Asks, together with whoever asks meanwhile; returns after the commit. Throws what the transaction threw for this call. */
    public A call(Q question) {
        var call = new Call<Q, A>(question);
        if (enqueue(call)) {
            call.leads = true;
        }
        awaitTurn(call);
        if (!call.answered) {
            runGroup();
        }
        return outcome(call);
    }

    private synchronized boolean enqueue(Call<Q, A> call) {
        waiting.add(call);
        boolean first = !led;
        led = true;
        return first;
    }

    /** An interrupt is kept for the caller: whether its call was committed is not known before the answer. */
    private static void awaitTurn(Call<?, ?> call) {
        boolean interrupted = false;
        while (!call.answered && !call.leads) {
            LockSupport.park(call);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The caller's own call is the oldest that waits, so it is in the group. */
    private void runGroup() {
        List<Call<Q, A>> group = take();
        try {
            run(group);
        } finally {
            passOn();
        }
    }

    private synchronized List<Call<Q, A>> take() {
        var group = new ArrayList<Call<Q, A>>(Math.min(maxGroup, waiting.size()));
        while (group.size() < maxGroup && !waiting.isEmpty()) {
            group.add(waiting.remove());
        }
        return group;
    }

    private synchronized void passOn() {
        Call<Q, A> next = waiting.peek();
        if (next == null) {
            led = false;
        } else {
            next.lead();
        }
    }

    private void run(List<Call<Q, A>> group) {
        List<A> answers;
        try {
            answers =
                    transaction.apply(group.stream().map(call -> call.question).toList());
        } catch (RuntimeException e) {
            if (group.size() == 1 || DatabaseOutage.isBehind(e)) {
                group.forEach(call -> call.answer(null, e));
            } else {
                run(group.subList(0, group.size() / 2));
                run(group.subList(group.size() / 2, group.size()));
            }
            return;
        } catch (Error e) {
            var failure = new IllegalStateException("the transaction of this call's group broke off", e);
            group.forEach(call -> call.answer(null, failure));
            throw e;
        }
        if (answers.size() != group.size()) {
            var failure = new IllegalStateException(group.size() + " calls got " + answers.size() + " answers");
            group.forEach(call -> call.answer(null, failure));
            return;
        }
        for (int i = 0; i < group.size(); i++) {
            group.get(i).answer(answers.get(i), null);
        }
    }

    private static <A> A outcome(Call<?, A> call) {
        if (call.failure != null) {
            throw call.failure;
        }
        A answer = call.answer;
        if (answer == null) {
            throw new IllegalStateException("a call was left without an answer");
        }
        return answer;
    }
}
