package network.cuckoo.scheduler.leases;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import network.cuckoo.db.Database;
import network.cuckoo.domain.SessionId;
import network.cuckoo.scheduler.leases.LeaseStore.Live;
import network.cuckoo.scheduler.sessions.Session;

/**
 * What miners hold. Remembers of each session below which number no lease of it is live: numbers grow from round to round and an ended
 * lease stays ended, so a poll does not walk over leases that are gone, however long they take to be cleaned away.
 */
final class HeldLeases {
    private static final int MAX_SESSIONS = 100_000;

    private final Database database;
    private final ConcurrentHashMap<SessionId, Long> from = new ConcurrentHashMap<>();

    HeldLeases(Database database) {
        this.database = database;
    }

    /** The session's live leases that its miner may know of, oldest first. */
    List<LeaseOffer> of(Session session) {
        List<Live> live = LeaseStore.liveOf(database.read(), session, from.getOrDefault(session.id(), 0L));
        if (!live.isEmpty()) {
            remember(session.id(), live.getFirst().leaseSeq());
        }
        return live.stream()
                .filter(lease -> lease.state().isShown())
                .map(Live::offer)
                .toList();
    }

    private void remember(SessionId session, long oldestLive) {
        if (from.size() >= MAX_SESSIONS) {
            from.clear();
        }
        from.merge(session, oldestLive, Math::max);
    }
}
