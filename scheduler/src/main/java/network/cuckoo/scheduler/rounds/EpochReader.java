package network.cuckoo.scheduler.rounds;

import static network.cuckoo.db.generated.Tables.EPOCH;
import static network.cuckoo.db.generated.Tables.EPOCH_SECRET;

import java.util.Optional;
import network.cuckoo.db.generated.tables.records.EpochRecord;
import network.cuckoo.domain.NodeAddress;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Reads the epoch in force, and keeps the last one: an epoch's weights never change. A small epoch is loaded in the round that meets
 * it first; a large one beside the rounds, which go on and find it when it is there.
 */
final class EpochReader {
    /** Loading so many miners takes a round some tens of milliseconds. */
    static final int MOST_MINERS_IN_A_ROUND = 20_000;

    private final NodeAddress coordinator;
    private final int mostMinersInARound;
    private final EpochLoader loader;
    private volatile @Nullable CurrentEpoch last;

    EpochReader(NodeAddress coordinator, int mostMinersInARound, EpochLoader loader) {
        this.coordinator = coordinator;
        this.mostMinersInARound = mostMinersInARound;
        this.loader = loader;
    }

    /** The newest epoch that no reorg has voided and whose secret is not out. */
    EpochState current(DSLContext tx) {
        Optional<EpochRecord> epoch = tx.selectFrom(EPOCH)
                .where(EPOCH.VOIDED_AT.isNull(), EPOCH.COORDINATOR_ADDRESS.eq(coordinator.address()))
                .orderBy(EPOCH.NUMBER.desc())
                .limit(1)
                .fetchOptional()
                .filter(newest -> !isRevealed(tx, newest));
        return epoch.isEmpty() ? new EpochState.None() : read(tx, epoch.get());
    }

    private static boolean isRevealed(DSLContext tx, EpochRecord epoch) {
        return tx.fetchExists(DSL.selectOne().from(EPOCH_SECRET).where(EPOCH_SECRET.NUMBER.ge(epoch.getNumber())));
    }

    private EpochState read(DSLContext tx, EpochRecord epoch) {
        CurrentEpoch known = last;
        if (known != null && known.id() == epoch.getEpochId()) {
            return new EpochState.Ready(known);
        }
        Optional<CurrentEpoch> fresh =
                epoch.getMiners() <= mostMinersInARound ? Optional.of(EpochPages.read(tx, epoch)) : loader.take(epoch);
        if (fresh.isEmpty()) {
            return new EpochState.Loading();
        }
        last = fresh.get();
        return new EpochState.Ready(fresh.get());
    }
}
