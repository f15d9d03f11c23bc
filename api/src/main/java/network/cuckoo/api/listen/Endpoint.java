package network.cuckoo.api.listen;

import io.javalin.config.RoutesConfig;
import java.util.Map;
import java.util.Set;

/** One address of the API, or a few that belong together: its route, its types and its handler on one screen. */
public interface Endpoint {
    /** Adds the routes to a server that has not started. */
    void register(RoutesConfig routes);

    /** The query parameters that its operations take, e.g. under {@code GET /v1/tasks}; any others are refused. */
    default Map<String, Set<String>> parameters() {
        return Map.of();
    }
}
