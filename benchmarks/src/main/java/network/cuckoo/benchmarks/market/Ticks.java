package network.cuckoo.benchmarks.market;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import network.cuckoo.scheduler.Desks;
import network.cuckoo.scheduler.leases.LeaseOffer;
import network.cuckoo.scheduler.rounds.RoundReport;
import network.cuckoo.scheduler.sessions.Session;

/** A market driven by hand in one thread: rounds, and miners that do what they are given. */
public final class Ticks {
    private final Market market;
    private final Desks desks;
    private final Map<MarketMiner, Session> sessions = new HashMap<>();

    /** These miners sign in. */
    public Ticks(Market market, List<MarketMiner> miners) {
        this.market = market;
        this.desks = market.desks();
        desks.heartbeat().beat();
        miners.forEach(miner -> sessions.put(miner, miner.signIn(desks.sessions())));
    }

    /** The desks. */
    public Desks desks() {
        return desks;
    }

    /** Runs a round. @return how many tasks it gave to miners */
    public int round() {
        return switch (desks.round().run()) {
            case RoundReport.Ran ran -> ran.assigned().size();
            case RoundReport.AnotherRuns ignored -> 0;
        };
    }

    /** Each miner polls and finishes what it has. @return how many tasks were finished */
    public int finish() {
        int finished = 0;
        for (var entry : sessions.entrySet()) {
            List<LeaseOffer> leases = desks.leases()
                    .poll(entry.getValue(), Set.of(), false)
                    .orElseThrow()
                    .leases();
            for (LeaseOffer lease : leases) {
                entry.getKey().finish(desks.leases(), desks.results(), market.config(), entry.getValue(), lease);
            }
            finished += leases.size();
        }
        return finished;
    }

    /** The miners take nothing more. */
    public void drain() {
        for (Session session : sessions.values()) {
            if (desks.leases().poll(session, Set.of(), true).isEmpty()) {
                throw new IllegalStateException("session " + session.id() + " has ended");
            }
        }
    }
}
