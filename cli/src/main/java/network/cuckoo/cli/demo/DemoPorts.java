package network.cuckoo.cli.demo;

import java.net.URI;
import network.cuckoo.cli.process.FreePort;

/** Where the demo's parts listen: the usual ports where they are free, others where not. */
record DemoPorts(int api, int admin, int rpc) {
    private static final int USUAL_API = 8080;
    private static final int USUAL_ADMIN = 8081;
    private static final int USUAL_RPC = 8545;

    static DemoPorts choose() {
        return new DemoPorts(FreePort.near(USUAL_API), FreePort.near(USUAL_ADMIN), FreePort.near(USUAL_RPC));
    }

    URI apiUrl() {
        return URI.create("http://127.0.0.1:" + api);
    }

    URI adminUrl() {
        return URI.create("http://127.0.0.1:" + admin);
    }
}
