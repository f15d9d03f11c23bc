package network.cuckoo.worker.node;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.keys.NodeKey;
import network.cuckoo.worker.node.protocol.HttpTimes;
import org.jspecify.annotations.Nullable;

/** Turns texts into a {@link MinerConfig}, collecting all complaints before it refuses. */
final class MinerSettings {
    private final Map<String, String> settings;
    private final List<String> problems = new ArrayList<>();

    MinerSettings(Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
        var known = Arrays.stream(MinerSetting.values()).map(MinerSetting::key).toList();
        settings.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> problems.add(name + " is not a setting (there are " + String.join(", ", known) + ")"));
    }

    MinerConfig config(NodeKey key) {
        var target = target();
        var owner = optional(MinerSetting.OWNER, OwnerAddress::parse);
        var chainId = needed(MinerSetting.CHAIN_ID, text -> new ChainId(Long.parseLong(text)));
        var models = needed(MinerSetting.MODELS, MinerSettings::places);
        var cacheDir = needed(MinerSetting.CACHE_DIR, Path::of);
        var gpu = needed(MinerSetting.GPU, Integer::valueOf);
        var limits = limits();
        if (target == null
                || chainId == null
                || models == null
                || cacheDir == null
                || gpu == null
                || limits == null
                || !problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        try {
            return new MinerConfig(
                    target,
                    key,
                    owner,
                    chainId,
                    models,
                    cacheDir,
                    gpu,
                    software(),
                    limits,
                    RetryTimes.DEFAULT,
                    HttpTimes.DEFAULT);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(List.of(String.valueOf(e.getMessage())));
        }
    }

    private @Nullable CoordinatorTarget target() {
        var domain = optional(MinerSetting.LOGIN_DOMAIN, Function.identity());
        var node = optional(MinerSetting.COORDINATOR_NODE, NodeAddress::parse);
        var staking = optional(MinerSetting.STAKING, Address::parse);
        return needed(
                MinerSetting.COORDINATOR,
                text -> new CoordinatorTarget(
                        Arrays.stream(text.split(","))
                                .map(String::strip)
                                .map(URI::create)
                                .toList(),
                        domain,
                        node,
                        staking));
    }

    private @Nullable MinerLimits limits() {
        var drain = needed(MinerSetting.DRAIN_SECONDS, text -> Duration.ofSeconds(Long.parseLong(text)));
        return needed(
                MinerSetting.MAX_OUTPUT_BYTES,
                text -> new MinerLimits(
                        drain == null ? MinerLimits.DEFAULT.drain() : drain,
                        Integer.parseInt(text),
                        MinerLimits.DEFAULT.progressInterval()));
    }

    /** Reads {@code emoji=1,minilm=4}. */
    private static SortedMap<ModelId, Integer> places(String text) {
        SortedMap<ModelId, Integer> places = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
        for (String entry : text.split(",")) {
            String[] parts = entry.strip().split("=", -1);
            if (parts.length != 2) {
                throw new IllegalArgumentException("'" + entry.strip() + "' is not MODEL=PLACES");
            }
            if (places.put(new ModelId(parts[0]), Integer.valueOf(parts[1])) != null) {
                throw new IllegalArgumentException(parts[0] + " is there twice");
            }
        }
        return places;
    }

    private static String software() {
        String version = MinerNode.class.getPackage().getImplementationVersion();
        return "cuckoo-miner/" + (version == null ? "unreleased" : version);
    }

    private <T> Optional<T> optional(MinerSetting setting, Function<String, T> read) {
        return text(setting).map(text -> parsed(setting, text, read));
    }

    private <T> @Nullable T needed(MinerSetting setting, Function<String, T> read) {
        Optional<String> text = text(setting);
        if (text.isEmpty()) {
            problems.add(setting.key() + " is missing (e.g. " + setting.example() + ")");
            return null;
        }
        return parsed(setting, text.get(), read);
    }

    private Optional<String> text(MinerSetting setting) {
        return Optional.of(settings.getOrDefault(setting.key(), setting.ifMissing())
                        .strip())
                .filter(text -> !text.isEmpty());
    }

    private <T> @Nullable T parsed(MinerSetting setting, String text, Function<String, T> read) {
        try {
            return read.apply(text);
        } catch (NumberFormatException e) {
            problems.add(setting.key() + " '" + text + "' is not a whole number (e.g. " + setting.example() + ")");
        } catch (IllegalArgumentException e) {
            problems.add(setting.key() + " '" + text + "': " + e.getMessage());
        }
        return null;
    }
}
