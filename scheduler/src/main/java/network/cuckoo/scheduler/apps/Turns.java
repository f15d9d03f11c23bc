package network.cuckoo.scheduler.apps;

import static network.cuckoo.db.generated.Tables.FAIR_CLOCK;

import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import network.cuckoo.db.RowsStatement;
import network.cuckoo.db.SqlFile;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.Wei;
import org.jooq.DSLContext;

/**
 * Whose turn it is among apps, in one round: the app of least virtual time. An app's virtual time is the price of the work handed out
 * to it, over its weight. Start-time fair queueing (Goyal, Vin, Cheng 1996): an app that was idle starts from the clock, the virtual
 * time of the work handed out last, so that idleness earns no credit.
 */
public final class Turns {
    private static final String TURNS = SqlFile.read(Turns.class, "turns.sql");
    private static final String ADVANCE = SqlFile.read(Turns.class, "advance.sql");

    private final DSLContext tx;
    private final Map<AppId, Turn> turns = new HashMap<>();
    private final Set<AppId> handed = new HashSet<>();
    private BigInteger clockBefore = BigInteger.ZERO;
    private BigInteger clock = BigInteger.ZERO;

    /** An app's virtual time in wei, and its weight. */
    private record Turn(BigInteger startWei, int weight) {
        private BigInteger after(Wei price) {
            return startWei.add(price.value().divide(BigInteger.valueOf(weight)));
        }
    }

    public Turns(DSLContext tx) {
        this.tx = tx;
    }

    /** Reads the turns of apps that are not known yet. */
    public void know(Collection<AppId> apps) {
        List<AppId> unknown =
                apps.stream().filter(app -> !turns.containsKey(app)).distinct().toList();
        if (unknown.isEmpty()) {
            return;
        }
        RowsStatement.of(tx, TURNS, unknown).uuids(AppId::value).fetch(row -> {
            clockBefore = row.getBigDecimal("clock_wei").toBigIntegerExact();
            var turn = new Turn(row.getBigDecimal("start_wei").toBigIntegerExact(), row.getInt("fair_weight"));
            return turns.put(new AppId(row.getObject("app_id", UUID.class)), turn);
        });
    }

    /** An app's virtual time now. */
    public BigInteger of(AppId app) {
        return turn(app).startWei();
    }

    /** What an app's virtual time becomes with this work, from this virtual time. */
    public BigInteger after(AppId app, BigInteger fromWei, Wei price) {
        return new Turn(fromWei, turn(app).weight()).after(price);
    }

    /** The app was handed a task of this price in its turn. */
    public void handOut(AppId app, Wei price) {
        Turn turn = turn(app);
        clock = clock.max(turn.startWei());
        turns.put(app, new Turn(turn.after(price), turn.weight()));
        handed.add(app);
    }

    private Turn turn(AppId app) {
        Turn turn = turns.get(app);
        if (turn == null) {
            throw new IllegalStateException("app " + app + " has tasks and is not there");
        }
        return turn;
    }

    /** Writes the virtual times of those that were handed work, and the clock. */
    public void write() {
        if (handed.isEmpty()) {
            return;
        }
        RowsStatement.of(tx, ADVANCE, handed)
                .uuids(AppId::value)
                .numerics(app -> turn(app).startWei())
                .executeEach();
        if (clock.compareTo(clockBefore) > 0) {
            tx.update(FAIR_CLOCK).set(FAIR_CLOCK.VIRTUAL_TIME_WEI, clock).execute();
        }
    }
}
