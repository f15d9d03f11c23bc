package network.cuckoo.scheduler.apps;

import static network.cuckoo.db.generated.Tables.APP;
import static network.cuckoo.db.generated.Tables.FAIR_CLOCK;

import java.math.BigInteger;
import java.util.Map;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.Wei;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * Virtual time of apps: the price of the work handed out to each. Start-time fair queueing (Goyal, Vin, Cheng 1996): an app that
 * was idle starts from the clock, the virtual time of the work handed out last, so that idleness earns no credit.
 */
public final class FairShares {
    private FairShares() {}

    /** Advances the clock to at least this virtual time, then the apps by the price of what each was handed. */
    public static void handedOut(DSLContext tx, Map<AppId, Wei> work, BigInteger clockWei) {
        BigInteger before = tx.select(FAIR_CLOCK.VIRTUAL_TIME_WEI)
                .from(FAIR_CLOCK)
                .fetchSingle()
                .value1();
        work.forEach((app, price) -> tx.update(APP)
                .set(
                        APP.VIRTUAL_TIME_WEI,
                        DSL.greatest(APP.VIRTUAL_TIME_WEI, DSL.val(before)).plus(price.value()))
                .where(APP.APP_ID.eq(app.value()))
                .execute());
        if (clockWei.compareTo(before) > 0) {
            tx.update(FAIR_CLOCK).set(FAIR_CLOCK.VIRTUAL_TIME_WEI, clockWei).execute();
        }
    }
}
