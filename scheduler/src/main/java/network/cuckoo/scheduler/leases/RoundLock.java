package network.cuckoo.scheduler.leases;

import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The lock that lets one round run at a time in the cluster; held until the transaction ends. */
public final class RoundLock {
    private static final long KEY = 0x6375636b_6f6f0002L;

    private RoundLock() {}

    /** Takes the lock if it is free. */
    public static boolean tryTake(DSLContext tx) {
        return tx.select(DSL.function("pg_try_advisory_xact_lock", Boolean.class, DSL.val(KEY)))
                .fetchSingle()
                .value1();
    }

    /** Waits for a running round to end, and keeps the next from beginning. */
    public static void take(DSLContext tx) {
        tx.select(DSL.function("pg_advisory_xact_lock", Object.class, DSL.val(KEY)))
                .execute();
    }
}
