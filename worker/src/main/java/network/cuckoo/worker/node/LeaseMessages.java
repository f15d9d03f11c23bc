package network.cuckoo.worker.node;

import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import network.cuckoo.worker.node.LeaseHold.Release;
import network.cuckoo.worker.node.protocol.CoordinatorClient;
import network.cuckoo.worker.node.protocol.CoordinatorException;
import network.cuckoo.worker.node.protocol.LeaseOffer;
import network.cuckoo.worker.node.protocol.ProblemCode;
import network.cuckoo.worker.node.protocol.Receipt;
import network.cuckoo.worker.node.protocol.ResultReport;
import network.cuckoo.worker.node.protocol.SessionToken;

/** What a miner tells its coordinator about one lease; each message is repeated, unchanged, until it is answered or pointless. */
final class LeaseMessages {
    private final CoordinatorClient client;
    private final Sessions sessions;
    private final LeaseOffer offer;
    private final LeaseHold hold;
    private final RetryTimes retry;

    LeaseMessages(CoordinatorClient client, Sessions sessions, LeaseOffer offer, LeaseHold hold, RetryTimes retry) {
        this.client = client;
        this.sessions = sessions;
        this.offer = offer;
        this.hold = hold;
        this.retry = retry;
    }

    /** @return whether the lease is this miner's and runs */
    boolean start() {
        return untilAnswered(token -> client.start(token, offer.lease(), offer.fence()))
                .isPresent();
    }

    void fail(FailCode code, String detail) {
        var _ = untilAnswered(token -> {
            client.fail(token, offer.lease(), offer.fence(), code.text(), detail);
            return true;
        });
    }

    /** @return empty if the lease is gone, or the node has to end before an answer came */
    Optional<Receipt> submit(ResultReport report) {
        return untilAnswered(token -> client.submit(token, report));
    }

    /** Sends once; what goes wrong is of no weight, except that the lease may turn out to be gone. */
    void progress(int done, int total) {
        try {
            sessions.call(token -> {
                client.progress(token, offer.lease(), offer.fence(), done, total);
                return true;
            });
        } catch (CoordinatorException e) {
            if (e.leaseIsGone()) {
                hold.release(Release.GONE);
            }
        } catch (NodeEndedException e) {
            hold.release(Release.NODE_STOPPING);
        }
    }

    /**
     * A released lease gets one more try: the coordinator may have ended it because it took the result, and only the answer was lost.
     *
     * @return empty if the lease is gone or there was no answer in time
     * @throws CoordinatorException if the message was refused for another reason
     */
    private <T> Optional<T> untilAnswered(Function<SessionToken, T> message) {
        var backoff = new Backoff(retry, RandomGenerator.getDefault());
        while (true) {
            boolean lastTry = hold.released().isPresent();
            try {
                return Optional.of(sessions.call(message));
            } catch (CoordinatorException e) {
                if (e.leaseIsGone() || e.code() == ProblemCode.ABANDONED || lastTry && e.retryable()) {
                    return Optional.empty();
                }
                if (!e.retryable()) {
                    throw e;
                }
                hold.pause(backoff.next(e.retryAfter()));
            } catch (NodeEndedException e) {
                return Optional.empty();
            }
        }
    }
}
