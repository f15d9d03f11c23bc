package network.cuckoo.api.node;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import network.cuckoo.api.input.Fields;
import network.cuckoo.api.input.Requests;
import network.cuckoo.api.listen.Endpoint;
import network.cuckoo.api.listen.Waiters;
import network.cuckoo.api.output.Answers;
import network.cuckoo.api.output.InputJson;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.scheduler.leases.LeaseDesk;
import network.cuckoo.scheduler.leases.LeaseOffer;
import network.cuckoo.scheduler.leases.PollReply;
import network.cuckoo.scheduler.sessions.Session;
import network.cuckoo.scheduler.signals.Signals;

/** {@code POST /v1/node/poll}: new leases and lost ones, at once if there are any, else as soon as there are. */
public final class Poll implements Endpoint {
    private static final int MAX_KNOWN = 1024;
    private static final int MAX_WAIT_SECONDS = 60;
    /** A rare change comes without a hint. */
    private static final Duration REREAD = Duration.ofSeconds(2);

    private final NodeSessions sessions;
    private final LeaseDesk leases;
    private final Signals<NodeAddress> signals;
    private final Waiters waiters;
    private final Duration longestWait;

    /** @param longestWait what nodes are told; waits beyond it are cut, or they would count as offline */
    public Poll(
            NodeSessions sessions,
            LeaseDesk leases,
            Signals<NodeAddress> signals,
            Waiters waiters,
            Duration longestWait) {
        this.sessions = sessions;
        this.leases = leases;
        this.signals = signals;
        this.waiters = waiters;
        this.longestWait = longestWait;
    }

    private record Request(Set<LeaseId> known, boolean draining, Duration patience) {
        static Request read(Fields body) {
            return new Request(
                    Set.copyOf(body.texts("known", MAX_KNOWN, LeaseId::parse)),
                    body.optionalFlag("draining").orElse(false),
                    Duration.ofSeconds(body.optionalNumber("waitSeconds", 0, MAX_WAIT_SECONDS)
                            .orElse(0L)));
        }
    }

    private record Reply(List<Offer> leases, List<LeaseId> gone) {
        static Reply of(PollReply reply) {
            return new Reply(reply.leases().stream().map(Offer::of).toList(), reply.gone());
        }
    }

    private record Offer(
            LeaseId leaseId,
            TaskId taskId,
            Fence fence,
            int attempt,
            ModelId model,
            Hash32 modelHash,
            Hash32 requestHash,
            Hash32 nonce,
            InputJson input,
            long startWithinMillis) {
        static Offer of(LeaseOffer offer) {
            return new Offer(
                    offer.lease(),
                    offer.task(),
                    offer.fence(),
                    offer.attempt(),
                    offer.request().model(),
                    offer.request().modelHash(),
                    offer.request().requestHash(),
                    offer.request().nonce(),
                    InputJson.of(offer.request().input()),
                    Math.max(0, offer.remaining().toMillis()));
        }
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.post("/v1/node/poll", this::handle);
    }

    private void handle(Context ctx) throws Exception {
        Session session = sessions.require(ctx);
        Request request = Requests.body(ctx, Request::read);
        waiters.run(() -> {
            try (var subscription = signals.subscribe(session.node())) {
                Answers.ok(ctx, Reply.of(firstNews(session, request, subscription)));
            }
        });
    }

    /** What there is to tell; nothing once the wait is over or the server stops. */
    private PollReply firstNews(Session session, Request request, Signals<NodeAddress>.Subscription subscription)
            throws InterruptedException {
        Duration wait = request.patience().compareTo(longestWait) < 0 ? request.patience() : longestWait;
        long deadline = System.nanoTime() + wait.toNanos();
        while (true) {
            PollReply reply =
                    leases.poll(session, request.known(), request.draining()).orElseThrow(NodeSessions::superseded);
            var left = Duration.ofNanos(deadline - System.nanoTime());
            if (!reply.isEmpty() || !left.isPositive() || waiters.isClosed()) {
                return reply;
            }
            subscription.await(left.compareTo(REREAD) < 0 ? left : REREAD);
        }
    }
}
