package network.cuckoo.worker.node;

/** The settings of a miner node, by the names that flags have after their dashes. */
public enum MinerSetting {
    /** API addresses of the coordinator, separated by commas, preferred first. Needed. */
    COORDINATOR("coordinator", "", "http://127.0.0.1:8080"),
    /** The chain's id. Needed. */
    CHAIN_ID("chain-id", "", "31337"),
    /** Folder for natives and assembled models. Needed. */
    CACHE_DIR("cache-dir", "", "data/cache"),
    /** Models to serve and how many tasks of each at a time. */
    MODELS("models", "emoji=1,minilm=1", "emoji=1,minilm=4"),
    /** The account that the miner earns for; empty if it is of no matter here. */
    OWNER("owner", "", "an address"),
    /** The coordinator's node address that the miner insists on; empty for any. */
    COORDINATOR_NODE("coordinator-node", "", "an address"),
    /** The staking contract that the miner insists on; empty for any. */
    STAKING("staking", "", "an address"),
    /** What login challenges must name; empty for the coordinator address's host and port. */
    LOGIN_DOMAIN("login-domain", "", "cuckoo.example:443"),
    GPU("gpu", "0", "0"),
    /** How long finishing may take after the first request to stop. */
    DRAIN_SECONDS("drain-seconds", "60", "60"),
    MAX_OUTPUT_BYTES("max-output-bytes", "1048576", "1048576");

    private final String key;
    private final String ifMissing;
    private final String example;

    MinerSetting(String key, String ifMissing, String example) {
        this.key = key;
        this.ifMissing = ifMissing;
        this.example = example;
    }

    /** The name. */
    public String key() {
        return key;
    }

    /** What holds if it is not set; empty if there is nothing to fall back to. */
    public String ifMissing() {
        return ifMissing;
    }

    /** What a value looks like. */
    public String example() {
        return example;
    }
}
