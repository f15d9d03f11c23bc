package network.cuckoo.scheduler.secrets;

import static network.cuckoo.db.generated.Tables.EPOCH;
import static network.cuckoo.db.generated.Tables.EPOCH_SECRET;

import java.util.Optional;
import network.cuckoo.db.Database;
import network.cuckoo.db.generated.tables.records.EpochRecord;
import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.scheduler.leases.RoundLock;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reveals the secrets of epochs that are over. An epoch is over once a newer one has begun; no round runs meanwhile, and rounds
 * refuse an epoch whose secret is out. The only writer of {@code epoch_secret}.
 */
public final class SecretReveal {
    private static final Logger LOG = LoggerFactory.getLogger(SecretReveal.class);
    private static final int BATCH = 500;

    private final Database database;
    private final SecretChain secrets;
    private final NodeAddress coordinator;

    public SecretReveal(Database database, SecretChain secrets, NodeAddress coordinator) {
        this.database = database;
        this.secrets = secrets;
        this.coordinator = coordinator;
    }

    /** Reveals what is due; returns how many secrets. */
    public int run() {
        int revealed = database.transaction(this::reveal);
        if (revealed > 0) {
            LOG.atInfo().addKeyValue("epochs", revealed).log("secrets revealed");
        }
        return revealed;
    }

    private int reveal(DSLContext tx) {
        if (!RoundLock.tryTake(tx)) {
            return 0;
        }
        int revealed = 0;
        for (EpochRecord epoch : due(tx)) {
            Optional<Hash32> secret = secrets.secretOf(
                    epoch.getTipHash(), new EpochNumber(epoch.getTipEpoch()), new EpochNumber(epoch.getNumber()));
            if (secret.isPresent()) {
                revealed += tx.insertInto(EPOCH_SECRET)
                        .set(EPOCH_SECRET.NUMBER, epoch.getNumber())
                        .set(EPOCH_SECRET.SECRET_HASH, secret.get())
                        .onConflictDoNothing()
                        .execute();
            }
        }
        return revealed;
    }

    private Iterable<EpochRecord> due(DSLContext tx) {
        var newest = DSL.select(DSL.max(EPOCH.NUMBER))
                .from(EPOCH)
                .where(EPOCH.VOIDED_AT.isNull(), EPOCH.COORDINATOR_ADDRESS.eq(coordinator.address()));
        return tx.selectFrom(EPOCH)
                .where(EPOCH.VOIDED_AT.isNull(), EPOCH.COORDINATOR_ADDRESS.eq(coordinator.address()))
                .and(EPOCH.NUMBER.lt(newest))
                .andNotExists(DSL.selectOne().from(EPOCH_SECRET).where(EPOCH_SECRET.NUMBER.eq(EPOCH.NUMBER)))
                .orderBy(EPOCH.NUMBER)
                .limit(BATCH)
                .fetch();
    }
}
