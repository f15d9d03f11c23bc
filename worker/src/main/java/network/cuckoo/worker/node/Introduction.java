package network.cuckoo.worker.node;

import java.util.List;
import network.cuckoo.worker.node.protocol.Login;

/** What a node says of itself when it logs in: its program, its device, the models that it has loaded. */
record Introduction(String software, String device, List<Login.ServedModel> models) {
    Introduction {
        models = List.copyOf(models);
    }
}
