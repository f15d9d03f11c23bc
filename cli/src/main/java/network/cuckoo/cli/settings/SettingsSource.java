package network.cuckoo.cli.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.WhyNot;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Settings that were not given as flags: {@code --db-url} is read from {@code CUCKOO_DB_URL}, else from the key {@code db-url} of
 * the settings file. The file is a flat YAML map; a key that no command knows is refused.
 */
public final class SettingsSource implements IDefaultValueProvider {
    private static final String PREFIX = "CUCKOO_";
    private static final String FILE_FLAG = "--config";

    private final Map<String, String> environment;
    private final Optional<Path> file;
    private final Map<String, String> fromFile;

    private SettingsSource(Map<String, String> environment, Optional<Path> file, Map<String, String> fromFile) {
        this.environment = Map.copyOf(environment);
        this.file = file;
        this.fromFile = Map.copyOf(fromFile);
    }

    /**
     * The environment and the file that {@code --config} or {@code CUCKOO_CONFIG} names, if any.
     *
     * @throws CommandFailure if the file can't be read or is not a flat map
     */
    public static SettingsSource of(Map<String, String> environment, String... arguments) {
        Optional<Path> file = fileNamedBy(environment, arguments);
        return new SettingsSource(
                environment, file, file.map(SettingsSource::read).orElse(Map.of()));
    }

    /** The environment's variables. */
    public Map<String, String> environment() {
        return environment;
    }

    /** Whether every key of the file is an option of one of these commands. */
    public boolean knowsAllKeys(CommandLine root) {
        Set<String> known = new TreeSet<>();
        collect(root, known);
        return known.containsAll(fromFile.keySet());
    }

    /** @throws CommandFailure if the file has a key that is no option of any of these commands */
    public void refuseUnknownKeys(CommandLine root) {
        Set<String> known = new TreeSet<>();
        collect(root, known);
        for (String key : fromFile.keySet()) {
            if (!known.contains(key)) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "unknown setting '" + key + "' in " + file.orElseThrow() + "; known: "
                                + String.join(", ", known));
            }
        }
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option ? valueOf(keyOf(option)) : null;
    }

    /** Where an option's value came from, for messages: the variable or the file; empty if from neither. */
    public Optional<String> originOf(OptionSpec option) {
        String key = keyOf(option);
        if (environment.containsKey(variableOf(key))) {
            return Optional.of("environment variable " + variableOf(key));
        }
        return fromFile.containsKey(key) ? Optional.of("key '" + key + "' of " + file.orElseThrow()) : Optional.empty();
    }

    private @Nullable String valueOf(String key) {
        String value = environment.get(variableOf(key));
        return value != null ? value : fromFile.get(key);
    }

    private static void collect(CommandLine command, Set<String> known) {
        command.getCommandSpec().options().forEach(option -> known.add(keyOf(option)));
        command.getSubcommands().values().forEach(sub -> collect(sub, known));
    }

    private static String keyOf(OptionSpec option) {
        return option.longestName().replaceFirst("^--?", "");
    }

    private static String variableOf(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static Optional<Path> fileNamedBy(Map<String, String> environment, String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith(FILE_FLAG + "=")) {
                return Optional.of(Path.of(arguments[i].substring(FILE_FLAG.length() + 1)));
            }
            if (arguments[i].equals(FILE_FLAG) && i + 1 < arguments.length) {
                return Optional.of(Path.of(arguments[i + 1]));
            }
        }
        return Optional.ofNullable(environment.get(PREFIX + "CONFIG")).map(Path::of);
    }

    private static Map<String, String> read(Path file) {
        var mapper = YAMLMapper.builder()
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .build();
        try {
            return flat(file, mapper.readTree(Files.readString(file)));
        } catch (JsonProcessingException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "the settings file " + file + " is not YAML: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "the settings file " + file + " can't be read: " + WhyNot.of(e), e);
        }
    }

    private static Map<String, String> flat(Path file, JsonNode root) {
        if (root.isMissingNode()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the settings file " + file + " is empty; did the command fail whose output it was to hold?");
        }
        if (!root.isObject()) {
            throw new CommandFailure(ExitCode.USAGE, "the settings file " + file + " is not a map of settings");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            if (!entry.getValue().isValueNode()) {
                throw new CommandFailure(
                        ExitCode.USAGE, "setting '" + entry.getKey() + "' in " + file + " is not a single value");
            }
            values.put(entry.getKey(), entry.getValue().asText());
        }
        return values;
    }
}
