package network.cuckoo.scheduler.rounds;

import static network.cuckoo.db.generated.Tables.EPOCH;
import static network.cuckoo.db.generated.Tables.EPOCH_SECRET;
import static network.cuckoo.db.generated.Tables.EPOCH_WEIGHT;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import network.cuckoo.db.generated.tables.records.EpochRecord;
import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.draw.EpochSnapshot;
import network.cuckoo.domain.draw.MinerWeight;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads the epoch in force, and keeps the last one: an epoch's weights never change. */
final class EpochReader {
    private final NodeAddress coordinator;
    private volatile @Nullable CurrentEpoch last;

    EpochReader(NodeAddress coordinator) {
        this.coordinator = coordinator;
    }

    /** The newest epoch that no reorg has voided and whose secret is not out. */
    Optional<CurrentEpoch> current(DSLContext tx) {
        return tx.selectFrom(EPOCH)
                .where(EPOCH.VOIDED_AT.isNull(), EPOCH.COORDINATOR_ADDRESS.eq(coordinator.address()))
                .orderBy(EPOCH.NUMBER.desc())
                .limit(1)
                .fetchOptional()
                .filter(epoch -> !isRevealed(tx, epoch))
                .map(epoch -> read(tx, epoch));
    }

    private static boolean isRevealed(DSLContext tx, EpochRecord epoch) {
        return tx.fetchExists(DSL.selectOne().from(EPOCH_SECRET).where(EPOCH_SECRET.NUMBER.ge(epoch.getNumber())));
    }

    private CurrentEpoch read(DSLContext tx, EpochRecord epoch) {
        CurrentEpoch known = last;
        if (known != null && known.id() == epoch.getEpochId()) {
            return known;
        }
        CurrentEpoch fresh = load(tx, epoch);
        last = fresh;
        return fresh;
    }

    private static CurrentEpoch load(DSLContext tx, EpochRecord epoch) {
        List<MinerWeight> weights = new ArrayList<>();
        var owners = new HashMap<NodeAddress, OwnerAddress>();
        tx.selectFrom(EPOCH_WEIGHT)
                .where(EPOCH_WEIGHT.EPOCH_ID.eq(epoch.getEpochId()))
                .orderBy(EPOCH_WEIGHT.POSITION)
                .forEach(row -> {
                    var miner = new NodeAddress(row.getNodeAddress());
                    weights.add(new MinerWeight(miner, new Wei(row.getWeightWei())));
                    owners.put(miner, new OwnerAddress(row.getOwnerAddress()));
                });
        EpochSnapshot snapshot = EpochSnapshot.of(weights);
        if (!snapshot.root().equals(epoch.getEpochRoot())) {
            throw new IllegalStateException("epoch " + epoch.getNumber() + " is stored with root "
                    + epoch.getEpochRoot() + ", its weights have " + snapshot.root());
        }
        return new CurrentEpoch(
                epoch.getEpochId(),
                new EpochNumber(epoch.getNumber()),
                epoch.getBeginBlockHash(),
                epoch.getTipHash(),
                new EpochNumber(epoch.getTipEpoch()),
                snapshot,
                owners);
    }
}
