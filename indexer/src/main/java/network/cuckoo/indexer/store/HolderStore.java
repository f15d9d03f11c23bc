package network.cuckoo.indexer.store;

import static network.cuckoo.db.generated.Tables.INDEX_HOLDER;

import java.time.Duration;
import java.util.UUID;
import network.cuckoo.domain.ChainId;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.types.DayToSecond;

/** The row of {@code index_holder}: which process keeps the index. Times are the database's. */
public final class HolderStore {
    /** A holder that was silent for so long is taken for dead. */
    public static final Duration SILENCE = Duration.ofSeconds(4);

    private final ChainId chain;
    private final UUID self;
    private final String process;

    /** @param process what and where this process is, for people */
    public HolderStore(ChainId chain, UUID self, String process) {
        this.chain = chain;
        this.self = self;
        this.process = process;
    }

    /** Takes the index, or says that it is still held; false if another process holds it. */
    public boolean hold(DSLContext tx) {
        var now = DSL.field("clock_timestamp()", INDEX_HOLDER.BEAT_AT.getDataType());
        var silentSince = INDEX_HOLDER.BEAT_AT.lt(now.minus(DayToSecond.valueOf(SILENCE)));
        return tx.insertInto(INDEX_HOLDER)
                        .set(INDEX_HOLDER.CHAIN_ID, chain.value())
                        .set(INDEX_HOLDER.HOLDER_ID, self)
                        .set(INDEX_HOLDER.PROCESS, process)
                        .onConflict(INDEX_HOLDER.CHAIN_ID)
                        .doUpdate()
                        .set(
                                INDEX_HOLDER.SINCE,
                                DSL.when(INDEX_HOLDER.HOLDER_ID.eq(self), INDEX_HOLDER.SINCE)
                                        .otherwise(now))
                        .set(INDEX_HOLDER.HOLDER_ID, self)
                        .set(INDEX_HOLDER.PROCESS, process)
                        .set(INDEX_HOLDER.BEAT_AT, now)
                        .where(INDEX_HOLDER.HOLDER_ID.eq(self).or(silentSince))
                        .execute()
                == 1;
    }

    /** Whether this process holds the index, and nobody takes it before this transaction ends. */
    public boolean lock(DSLContext tx) {
        return tx.update(INDEX_HOLDER)
                        .set(INDEX_HOLDER.BEAT_AT, DSL.field("clock_timestamp()", INDEX_HOLDER.BEAT_AT.getDataType()))
                        .where(INDEX_HOLDER.CHAIN_ID.eq(chain.value()), INDEX_HOLDER.HOLDER_ID.eq(self))
                        .execute()
                == 1;
    }

    /** Lets another process take the index at once. */
    public void release(DSLContext tx) {
        tx.deleteFrom(INDEX_HOLDER)
                .where(INDEX_HOLDER.CHAIN_ID.eq(chain.value()), INDEX_HOLDER.HOLDER_ID.eq(self))
                .execute();
    }
}
