package network.cuckoo.worker.node;

import java.util.List;

/** Settings that a miner node can't start with; names every bad one and why. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConfigException(List<String> problems) {
        super("the miner can't start: " + String.join("; ", problems));
    }
}
