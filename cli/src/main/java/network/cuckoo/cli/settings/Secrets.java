package network.cuckoo.cli.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.WhyNot;
import network.cuckoo.db.Secret;

/** Passwords and API keys: from a file or the environment, never from a flag, where every user of the machine could read them. */
public final class Secrets {
    private Secrets() {}

    /**
     * The secret in the file, else in the environment variable; empty if there is neither.
     *
     * @throws CommandFailure if the file can't be read or is empty
     */
    public static Optional<Secret> find(Optional<Path> file, String variable) {
        if (file.isPresent()) {
            return Optional.of(read(file.get()));
        }
        return Optional.ofNullable(System.getenv(variable))
                .filter(value -> !value.isBlank())
                .map(Secret::new);
    }

    /** The same, where there must be one. @throws CommandFailure that names both ways to give it */
    public static Secret need(String what, Optional<Path> file, String fileFlag, String variable) {
        return find(file, variable)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, what + " is missing: set " + variable + " or name a file with " + fileFlag));
    }

    /** What the file says, without blanks around it. */
    public static Secret read(Path file) {
        try {
            String text = Files.readString(file).strip();
            if (text.isEmpty()) {
                throw new CommandFailure(ExitCode.USAGE, "the file " + file + " is empty");
            }
            return new Secret(text);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "the file " + file + " can't be read: " + WhyNot.of(e), e);
        }
    }
}
