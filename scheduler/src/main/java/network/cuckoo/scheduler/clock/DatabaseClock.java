package network.cuckoo.scheduler.clock;

import java.time.Duration;
import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.types.DayToSecond;

/** The clock of leases and sessions: the database's, {@code clock_timestamp()}, the same for all processes. */
public final class DatabaseClock {
    private DatabaseClock() {}

    /** The moment at which the expression is evaluated, not the transaction's beginning. */
    public static Field<Instant> now() {
        return DSL.function("clock_timestamp", SQLDataType.INSTANT);
    }

    /** So much later than now. */
    public static Field<Instant> in(Duration duration) {
        return now().plus(DayToSecond.valueOf(duration));
    }

    /** So long ago. */
    public static Field<Instant> ago(Duration duration) {
        return now().minus(DayToSecond.valueOf(duration));
    }

    /** What the clock says now. */
    public static Instant read(DSLContext tx) {
        return tx.select(now()).fetchSingle().value1();
    }
}
