package network.cuckoo.api.listen;

import io.javalin.config.RoutesConfig;

/** One address of the API, or a few that belong together: its route, its types and its handler on one screen. */
public interface Endpoint {
    /** Adds the routes to a server that has not started. */
    void register(RoutesConfig routes);
}
