package network.cuckoo.cli;

import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import network.cuckoo.cli.chain.NodeUrls;
import network.cuckoo.cli.client.RefusedException;
import network.cuckoo.cli.settings.SettingsSource;
import network.cuckoo.cli.staking.AmountOrAll;
import network.cuckoo.cli.staking.CandidateAmount;
import network.cuckoo.cli.staking.Ranges;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.sign.ChecksumAddress;
import network.cuckoo.keys.KeystoreException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The {@code cuckoo} command. */
@Command(
        name = "cuckoo",
        description =
                "A marketplace that serves AI models on other people's GPUs, with staked tokens as the ground for trust.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        sortOptions = false)
public final class Cuckoo implements Runnable {
    private static final int HELP_WIDTH = 120;
    private static final int HIGHEST_PORT = 65_535;
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final String[] FOOTER = {
        "",
        "Examples:",
        "  cuckoo demo                                    the whole network on this machine, until Ctrl-C",
        "  cuckoo task submit --model emoji --prompt 'a red apple' --out apple.png",
        "  cuckoo task submit --model minilm --text 'good morning' --json",
        "  cuckoo verify assignment TASK --rpc-url http://127.0.0.1:8545",
        "  cuckoo COMMAND --help                          what a command takes",
        "",
        "Settings: each option --some-name is also read from the environment (CUCKOO_SOME_NAME) and from a",
        "flat YAML file (some-name: value) named by --config or CUCKOO_CONFIG; flags win over the environment,",
        "the environment over the file. Passwords and API keys come from files or the environment, never from flags.",
        "",
        "Exit codes: 0 done; 1 tried and failed; 2 wrong flag, setting or file; 3 somebody does not answer;",
        "4 the coordinator or a contract refused; 70 a fault of this program, with a file to report (CUCKOO_TRACE=1: printed)."
    };

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "flat YAML file with settings, see cuckoo --help")
    private Optional<Path> config = Optional.empty();

    @Override
    public void run() {
        throw new ParameterException(new CommandLine(this), "Which command? See cuckoo --help");
    }

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        Logging.configure(arguments);
        System.exit(run(System.getenv(), arguments));
    }

    static int run(Map<String, String> environment, String... arguments) {
        try {
            var settings = SettingsSource.of(environment, arguments);
            CommandLine line = CommandTree.of(arguments)
                    .map(tree -> commandLine(settings, tree))
                    .orElseGet(() -> commandLine(settings));
            if (!settings.knowsAllKeys(line)) {
                settings.refuseUnknownKeys(commandLine(settings));
            }
            KeyOnCommandLine.refuse(line, arguments);
            return line.execute(arguments);
        } catch (CommandFailure e) {
            System.err.println("cuckoo: " + e.getMessage());
            return e.exitCode().number();
        } catch (RuntimeException e) {
            Fault.tell(e, "cuckoo, before any command", environment);
            return ExitCode.INTERNAL.number();
        }
    }

    /** With all commands. */
    static CommandLine commandLine(SettingsSource settings) {
        return commandLine(settings, CommandTree.ALL);
    }

    static CommandLine commandLine(SettingsSource settings, CommandTree tree) {
        CommandLine line = tree.line()
                .setDefaultValueProvider(settings)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExitCodeExceptionMapper(Cuckoo::exitCodeOf)
                .setExecutionExceptionHandler((failure, command, parsed) -> report(settings, failure, command))
                .registerConverter(Wei.class, reading(text -> Ranges.amount(Wei.parse(text))))
                .registerConverter(BigInteger.class, reading(Ranges::number))
                .registerConverter(AmountOrAll.class, reading(AmountOrAll::parse))
                .registerConverter(CandidateAmount.class, reading(CandidateAmount::parse))
                .registerConverter(Address.class, reading(ChecksumAddress::parseTyped))
                .registerConverter(
                        OwnerAddress.class, reading(text -> new OwnerAddress(ChecksumAddress.parseTyped(text))))
                .registerConverter(
                        NodeAddress.class, reading(text -> new NodeAddress(ChecksumAddress.parseTyped(text))))
                .registerConverter(Hash32.class, reading(Hash32::parse))
                .registerConverter(TaskId.class, reading(TaskId::parse))
                .registerConverter(URI.class, reading(Cuckoo::uri))
                .registerConverter(NodeUrls.class, reading(NodeUrls::parse))
                .setParameterExceptionHandler((failure, given) -> refuse(settings, failure));
        line.setUsageHelpWidth(HELP_WIDTH);
        line.getCommandSpec().usageMessage().footer(FOOTER);
        return line;
    }

    private static URI uri(String text) {
        try {
            var uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (SCHEMES.contains(scheme) && uri.getHost() != null && uri.getPort() <= HIGHEST_PORT) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // told below, like every other text that is no address
        }
        throw new IllegalArgumentException("'" + text + "' is no http or https address such as http://127.0.0.1:8080");
    }

    /** Hands on what the parser says, without the exception's name. */
    private static <T> CommandLine.ITypeConverter<T> reading(Function<String, T> parser) {
        return text -> {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }

    private static int report(SettingsSource settings, Exception failure, CommandLine command) {
        if (failure instanceof CommandFailure
                || failure instanceof RefusedException
                || failure instanceof KeystoreException) {
            DryRun.tell(failure, command, exitCodeOf(failure));
            System.err.println("cuckoo: " + failure.getMessage());
        } else if (failure instanceof UncheckedIOException file) {
            System.err.println("cuckoo: " + WhyNot.of(file));
        } else {
            Fault.tell(failure, command.getCommandSpec().qualifiedName(), settings.environment());
        }
        return exitCodeOf(failure);
    }

    private static int refuse(SettingsSource settings, ParameterException failure) {
        String origin = failure.getArgSpec() instanceof OptionSpec option
                ? settings.originOf(option)
                        .map(where -> " (from the " + where + ")")
                        .orElse("")
                : "";
        System.err.println("cuckoo: " + failure.getMessage() + origin);
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        System.err.println("See " + (command.startsWith("cuckoo") ? command : "cuckoo " + command) + " --help");
        return ExitCode.USAGE.number();
    }

    private static int exitCodeOf(Throwable failure) {
        ExitCode code = switch (failure) {
            case CommandFailure known -> known.exitCode();
            case RefusedException refused -> ExitCode.REFUSED;
            case KeystoreException keystore -> ExitCode.USAGE;
            case UncheckedIOException file -> ExitCode.FAILED;
            default -> ExitCode.INTERNAL;
        };
        return code.number();
    }
}
