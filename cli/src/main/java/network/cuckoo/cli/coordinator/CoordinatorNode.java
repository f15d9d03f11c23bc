package network.cuckoo.cli.coordinator;

import java.net.URI;
import network.cuckoo.domain.NodeAddress;

/** coordinator */
final class CoordinatorNode implements AutoCloseable {
    static CoordinatorNode start(CoordinatorConfig config) {
        throw new IllegalStateException("not wired: " + config);
    }

    NodeAddress address() { throw new IllegalStateException(); }
    URI url() { throw new IllegalStateException(); }
    URI adminUrl() { throw new IllegalStateException(); }

    @Override
    public void close() {}
}
