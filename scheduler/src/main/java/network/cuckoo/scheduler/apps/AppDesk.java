package network.cuckoo.scheduler.apps;

import static network.cuckoo.db.generated.Tables.API_KEY;
import static network.cuckoo.db.generated.Tables.APP;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import network.cuckoo.db.Database;
import network.cuckoo.db.Secret;
import network.cuckoo.db.generated.tables.records.AppRecord;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.hash.Sha256;
import network.cuckoo.domain.id.UuidV7;
import network.cuckoo.scheduler.ledger.Ledger;
import org.jooq.DSLContext;

/** Apps and their keys. */
public final class AppDesk {
    /** The most that an app weighs in the order of turns. */
    public static final int MAX_WEIGHT = 1_000;

    private static final String KEY_PREFIX = "ck_";

    private final Database database;
    private final Ledger ledger;
    private final UuidV7 ids;
    private final Tokens tokens;

    public AppDesk(Database database, Ledger ledger, UuidV7 ids, Tokens tokens) {
        this.database = database;
        this.ledger = ledger;
        this.ids = ids;
        this.tokens = tokens;
    }

    /**
     * A new app with its first key, or word that the name is taken.
     *
     * @param name 1 to 64 characters
     */
    public Creation create(String name) {
        if (name.isBlank() || name.length() > 64) {
            throw new IllegalArgumentException("an app's name has 1 to 64 characters, not '" + name + "'");
        }
        return database.transaction(tx -> create(tx, name));
    }

    private Creation create(DSLContext tx, String name) {
        var app = new AppId(ids.next());
        int inserted = tx.insertInto(APP)
                .set(APP.APP_ID, app.value())
                .set(APP.NAME, name)
                .onConflict(APP.NAME)
                .doNothing()
                .execute();
        if (inserted == 0) {
            return new Creation.NameTaken(name);
        }
        ledger.open(tx, app);
        var key = new Secret(KEY_PREFIX + tokens.next().reveal());
        tx.insertInto(API_KEY)
                .set(API_KEY.KEY_HASH, hash(key))
                .set(API_KEY.APP_ID, app.value())
                .execute();
        return new Creation.Created(app, key);
    }

    /** The app that this key belongs to, unless it is unknown or revoked. */
    public Optional<AppId> authenticate(Secret apiKey) {
        return database.read()
                .select(API_KEY.APP_ID)
                .from(API_KEY)
                .where(API_KEY.KEY_HASH.eq(hash(apiKey)), API_KEY.REVOKED_AT.isNull())
                .fetchOptional(row -> new AppId(row.value1()));
    }

    /** The app by its id or its name. */
    public Optional<App> find(String idOrName) {
        var byName = APP.NAME.eq(idOrName);
        var condition = uuid(idOrName).map(id -> byName.or(APP.APP_ID.eq(id))).orElse(byName);
        return database.read()
                .selectFrom(APP)
                .where(condition)
                .orderBy(APP.APP_ID)
                .limit(1)
                .fetchOptional(AppDesk::app);
    }

    /**
     * Sets an app's weight in the order of turns: where apps wait for the same places, an app of weight 3 gets three times the work of
     * one of weight 1, by price.
     *
     * @param weight 1 to 1,000
     * @return whether there is such an app
     */
    public boolean weigh(AppId app, int weight) {
        if (weight < 1 || weight > MAX_WEIGHT) {
            throw new IllegalArgumentException("an app's weight is 1 to " + MAX_WEIGHT + ", not " + weight);
        }
        return database.read()
                        .update(APP)
                        .set(APP.FAIR_WEIGHT, weight)
                        .where(APP.APP_ID.eq(app.value()))
                        .execute()
                == 1;
    }

    /** All apps, oldest first. */
    public List<App> list() {
        return database.read().selectFrom(APP).orderBy(APP.APP_ID).fetch(AppDesk::app);
    }

    private static Hash32 hash(Secret key) {
        return Sha256.hash(key.reveal().getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private static App app(AppRecord app) {
        return new App(new AppId(app.getAppId()), app.getName(), app.getCreatedAt());
    }

    /** An app. */
    public record App(AppId id, String name, Instant createdAt) {}

    /** What became of the wish for a new app. */
    public sealed interface Creation {
        /** The key is shown here once and kept nowhere. */
        record Created(AppId id, Secret apiKey) implements Creation {}

        /** Another app has that name. */
        record NameTaken(String name) implements Creation {}
    }
}
