package network.cuckoo.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import network.cuckoo.domain.Hash32;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Refuses private keys, and the secrets of epochs, among the arguments: every user of the machine can read those, and shells write them down. */
final class KeyOnCommandLine {
    private static final Pattern KEY = Pattern.compile("(?:0[xX])?[0-9a-fA-F]{64}");
    private static final List<String> KEY_OPTIONS =
            List.of("--private-key", "--key", "--owner-private-key", "--node-private-key");

    private static final String SECRET_FILE = "--secret-file";
    private static final List<String> SECRET_OPTIONS = List.of("--secret", "--epoch-secret");

    private KeyOnCommandLine() {}

    /** @throws CommandFailure if an argument is or may be a key or secret; does not repeat it */
    static void refuse(CommandLine root, String... arguments) {
        Set<String> hashes = new HashSet<>();
        collectHashOptions(root, hashes);
        String before = "";
        for (String argument : arguments) {
            int sign = argument.indexOf('=');
            boolean joined = argument.startsWith("--") && sign > 0;
            String option = joined ? argument.substring(0, sign) : before;
            String value = joined ? argument.substring(sign + 1) : argument;
            String name = joined ? option : argument;
            boolean mayBeKey = KEY.matcher(value).matches() && !hashes.contains(option);
            if (SECRET_OPTIONS.contains(name.toLowerCase(Locale.ROOT)) || (mayBeKey && option.equals(SECRET_FILE))) {
                throw secretRefusal();
            }
            if (mayBeKey || KEY_OPTIONS.contains(name.toLowerCase(Locale.ROOT))) {
                throw refusal();
            }
            before = argument;
        }
    }

    private static CommandFailure secretRefusal() {
        return new CommandFailure(
                ExitCode.USAGE,
                "an epoch's secret must not stand on the command line: every user of this machine can read it there, and the"
                        + " shell keeps it in its history. Whoever has it before the epoch is over can foretell its draws. Use "
                        + SECRET_FILE + " FILE, the coordinator's hash chain or a file that holds the secret");
    }

    private static CommandFailure refusal() {
        return new CommandFailure(
                ExitCode.USAGE,
                "a private key must not stand on the command line: every user of this machine can read it there, and the"
                        + " shell keeps it in its history. Treat a key that stood there as known to others. Use --key-file"
                        + " FILE (a keystore; cuckoo key new makes one), or --private-key-env NAME with the name of an"
                        + " environment variable that holds it");
    }

    private static void collectHashOptions(CommandLine command, Set<String> names) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (List.of(option.auxiliaryTypes()).contains(Hash32.class) || option.type() == Hash32.class) {
                names.addAll(List.of(option.names()));
            }
        }
        command.getSubcommands().values().forEach(sub -> collectHashOptions(sub, names));
    }
}
