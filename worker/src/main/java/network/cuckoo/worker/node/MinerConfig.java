package network.cuckoo.worker.node;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.keys.NodeKey;
import network.cuckoo.worker.node.protocol.HttpTimes;

/**
 * All that a miner node is told at its start.
 *
 * @param key signs logins and results; its address must be registered by the owner
 * @param owner the account that the miner earns for, if known; never the node's own
 * @param places for each model served, how many tasks of it are taken at a time; 1,024 in all at most
 * @param cacheDir folder for natives and assembled models, about 600 MB; several miners may share it
 * @param gpu number of the device; 0 is the CPU where there is no GPU
 * @param software name and version of this program, for people; at most 100 characters
 */
public record MinerConfig(
        CoordinatorTarget target,
        NodeKey key,
        Optional<OwnerAddress> owner,
        ChainId chainId,
        SortedMap<ModelId, Integer> places,
        Path cacheDir,
        int gpu,
        String software,
        MinerLimits limits,
        RetryTimes retry,
        HttpTimes http) {
    private static final int MAX_PLACES = 1_024;
    private static final int MAX_SOFTWARE_CHARACTERS = 100;

    public MinerConfig {
        places = Collections.unmodifiableSortedMap(sorted(places));
        require(!places.isEmpty(), "no models to serve");
        places.forEach(
                (model, count) -> require(count >= 1, "places of " + model + " must be 1 or more, not " + count));
        long all = places.values().stream().mapToLong(Integer::longValue).sum();
        require(all <= MAX_PLACES, "there may be " + MAX_PLACES + " places in all, not " + all);
        require(gpu >= 0, "gpu must be 0 or more, not " + gpu);
        require(
                !software.isBlank() && software.length() <= MAX_SOFTWARE_CHARACTERS,
                "software must have 1 to " + MAX_SOFTWARE_CHARACTERS + " characters");
        require(
                owner.isEmpty() || !owner.get().address().equals(key.address()),
                "the node's key is the owner's own (" + key.address() + "); a node needs a key of its own");
    }

    /**
     * Reads settings as flags and environment give them: {@link MinerSetting} lists them.
     *
     * @throws ConfigException naming every setting that is missing, unknown or bad, and why
     */
    public static MinerConfig parse(Map<String, String> settings, NodeKey key) {
        return new MinerSettings(settings).config(key);
    }

    private static SortedMap<ModelId, Integer> sorted(Map<ModelId, Integer> places) {
        SortedMap<ModelId, Integer> sorted = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
        sorted.putAll(places);
        return sorted;
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }
}
