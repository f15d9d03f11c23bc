package network.cuckoo.worker.node;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.ModelId;
import network.cuckoo.worker.node.LeaseHold.Release;
import network.cuckoo.worker.node.protocol.LeaseOffer;
import network.cuckoo.worker.node.protocol.PollReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leases that the node works on, never more than it has places; so outputs that wait for a lost coordinator are bounded too. An
 * offer that was seen before is left alone. Offers come from one thread, ends from many.
 */
final class Leases {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    private static final int REMEMBERED = 1_000;

    private final NodeParts parts;
    private final Tally tally;
    private final Runnable onEnd;
    private final Map<LeaseId, LeaseRun> active = new ConcurrentHashMap<>();
    private final Set<LeaseId> ended = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<LeaseId, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }));

    /** @param onEnd called after a lease has ended */
    Leases(NodeParts parts, Tally tally, Runnable onEnd) {
        this.parts = parts;
        this.tally = tally;
        this.onEnd = onEnd;
    }

    Set<LeaseId> known() {
        return Set.copyOf(active.keySet());
    }

    boolean isEmpty() {
        return active.isEmpty();
    }

    List<MinerStatus.RunningLease> status() {
        return active.values().stream().map(LeaseRun::status).toList();
    }

    /** Begins what is new and ends what is gone. @return whether anything was */
    boolean take(PollReply reply) {
        boolean changed = false;
        for (LeaseId gone : reply.gone()) {
            changed |= release(gone);
        }
        for (LeaseOffer offer : reply.offers()) {
            changed |= begin(offer);
        }
        return changed;
    }

    /** Ends the work on all leases soon. @return how many there are */
    int releaseAll() {
        var runs = List.copyOf(active.values());
        runs.forEach(run -> run.release(Release.NODE_STOPPING));
        return runs.size();
    }

    private boolean release(LeaseId gone) {
        LeaseRun run = active.get(gone);
        if (run != null) {
            run.release(Release.GONE);
        }
        return run != null;
    }

    private boolean begin(LeaseOffer offer) {
        if (active.containsKey(offer.lease()) || ended.contains(offer.lease())) {
            return false;
        }
        if (!hasPlace(offer.model())) {
            LOG.atWarn()
                    .addKeyValue("lease", offer.lease())
                    .addKeyValue("model", offer.model())
                    .log("offer left alone: all places are taken");
            return false;
        }
        var run = new LeaseRun(parts, offer);
        active.put(offer.lease(), run);
        parts.executor().execute(() -> work(run));
        return true;
    }

    /** A model that the node does not serve has a place, so that its offer is refused with a reason. */
    private boolean hasPlace(ModelId model) {
        long taken = active.values().stream()
                .filter(run -> run.offer().model().equals(model))
                .count();
        return taken < parts.config().places().getOrDefault(model, 1);
    }

    private void work(LeaseRun run) {
        long startNanos = System.nanoTime();
        try {
            LeaseEnding ending = run.run();
            tally.count(ending);
            TaskLog.write(run.offer(), ending, (System.nanoTime() - startNanos) / 1_000_000);
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("lease", run.offer().lease()).setCause(e).log("lease broke off");
            parts.life().end(new MinerOutcome.Stopped("internal", "a fault in the miner: " + e));
        } finally {
            ended.add(run.offer().lease());
            active.remove(run.offer().lease());
            onEnd.run();
        }
    }
}
