package network.cuckoo.api.app;

import static network.cuckoo.db.generated.Tables.TASK;

import java.security.SecureRandom;
import java.util.Optional;
import network.cuckoo.db.Database;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.Hash32;

/** Nonces for offers that come without one: random, but the same again for a repeat under the same idempotency key. */
public final class Nonces {
    private static final int NONCE_BYTES = 32;

    private final Database database;
    private final SecureRandom random;

    public Nonces(Database database, SecureRandom random) {
        this.database = database;
        this.random = random;
    }

    Hash32 forOffer(AppId app, Optional<String> idempotencyKey) {
        return idempotencyKey.flatMap(key -> madeBefore(app, key)).orElseGet(this::fresh);
    }

    private Optional<Hash32> madeBefore(AppId app, String idempotencyKey) {
        return database.read()
                .select(TASK.NONCE_HASH)
                .from(TASK)
                .where(
                        TASK.APP_ID.eq(app.value()),
                        TASK.IDEMPOTENCY_KEY.eq(idempotencyKey),
                        TASK.NONCE_FROM_APP.isFalse())
                .fetchOptional(TASK.NONCE_HASH);
    }

    private Hash32 fresh() {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return Hash32.of(bytes);
    }
}
