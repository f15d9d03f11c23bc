package network.cuckoo.worker.node;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import network.cuckoo.worker.node.protocol.Call;
import network.cuckoo.worker.node.protocol.CoordinatorException;
import network.cuckoo.worker.node.protocol.PollReply;
import network.cuckoo.worker.node.protocol.ProblemCode;
import network.cuckoo.worker.node.protocol.SessionToken;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the coordinator for work, again and again, until the node ends or has drained. */
final class PollLoop {
    private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** Least time between two polls of which the first brought nothing new; a coordinator that never waits is not flooded. */
    private static final Duration IDLE_INTERVAL = Duration.ofMillis(200);

    private final NodeParts parts;
    private final Leases leases;
    private final Backoff backoff;
    private final AtomicReference<@Nullable Call<PollReply>> underWay = new AtomicReference<>();
    private volatile Optional<String> problem = Optional.empty();

    PollLoop(NodeParts parts, Leases leases) {
        this.parts = parts;
        this.leases = leases;
        this.backoff = new Backoff(parts.config().retry(), RandomGenerator.getDefault());
    }

    /** Returns once the node has ended, or has drained and holds no lease. */
    void run() {
        try {
            while (!finished()) {
                pollOnce();
            }
        } catch (NodeEndedException e) {
            // the outcome says why
        }
    }

    /** Gives up the poll under way, so that the next one tells what has changed. */
    void wake() {
        Call<PollReply> call = underWay.get();
        if (call != null) {
            call.abandon();
        }
    }

    /** Why polls bring no answer, for people. */
    Optional<String> problem() {
        return problem;
    }

    private boolean finished() {
        return parts.life().ended() || parts.life().draining() && leases.isEmpty();
    }

    private void pollOnce() {
        long startNanos = System.nanoTime();
        try {
            if (leases.isEmpty()) {
                parts.sessions().renewIfOld();
            }
            PollReply reply = parts.sessions().call(this::poll);
            noteSuccess();
            if (!leases.take(reply)) {
                parts.life().pause(IDLE_INTERVAL.minusNanos(System.nanoTime() - startNanos));
            }
        } catch (CoordinatorException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new NodeEndedException();
            }
            if (e.code() != ProblemCode.ABANDONED) {
                noteFailure(e);
                parts.life().pause(backoff.next(e.retryAfter()));
            }
        }
    }

    private PollReply poll(SessionToken token) {
        boolean draining = parts.life().draining();
        Call<PollReply> call = parts.client().poll(token, leases.known(), draining, pollWait());
        underWay.set(call);
        try {
            if (draining != parts.life().draining() || finished()) {
                call.abandon(); // whoever woke the loop may have come before there was a call to give up
            }
            return call.await();
        } finally {
            underWay.set(null);
        }
    }

    private Duration pollWait() {
        Duration wished = parts.sessions().current().pollWait();
        return wished.compareTo(LONGEST_WAIT) < 0 ? wished : LONGEST_WAIT;
    }

    private void noteSuccess() {
        if (problem.isPresent()) {
            LOG.atInfo().addKeyValue("address", parts.client().address()).log("coordinator answers again");
        }
        problem = Optional.empty();
        backoff.reset();
    }

    private void noteFailure(CoordinatorException e) {
        if (problem.isEmpty() && !parts.life().ended()) {
            LOG.atWarn()
                    .addKeyValue("code", e.code().text())
                    .log("no answer from the coordinator, trying on: {}", e.getMessage());
        }
        problem = Optional.of(e.code().text() + ": " + e.getMessage());
    }
}
