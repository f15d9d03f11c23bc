package network.cuckoo.scheduler.apps;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.cuckoo.db.Secret;
import network.cuckoo.domain.AppId;

/** Apps and their keys. */
public interface AppDesk {
    /** A new app with its first key, or word that the name is taken. */
    Creation create(String name);

    /** The app that this key belongs to, unless it is unknown or revoked. */
    Optional<AppId> authenticate(Secret apiKey);

    /** The app by its id or its name. */
    Optional<App> find(String idOrName);

    /** All apps, oldest first. */
    List<App> list();

    /** An app. */
    record App(AppId id, String name, Instant createdAt) {}

    /** What became of the wish for a new app. */
    sealed interface Creation {
        /** The key is shown here once and kept nowhere. */
        record Created(AppId id, Secret apiKey) implements Creation {}

        /** Another app has that name. */
        record NameTaken(String name) implements Creation {}
    }
}
