package network.cuckoo.cli.settings;

import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.domain.secret.HashChain;
import network.cuckoo.scheduler.secrets.SecretChain;

/** A coordinator's hash chains from their file. Whatever is wrong with it, nothing of what is in it is told. */
public final class SecretChainFile {
    private SecretChainFile() {}

    /** @throws CommandFailure if the file is damaged */
    public static SecretChain load(Path file) {
        return intact(file, () -> SecretChain.load(file));
    }

    /** The same, of a new file with a chain of so many epochs if there is none. @throws CommandFailure if it is damaged */
    public static SecretChain loadOrCreate(Path file, int epochs, RandomGenerator random) {
        return intact(file, () -> SecretChain.loadOrCreate(file, epochs, random));
    }

    private static SecretChain intact(Path file, Supplier<SecretChain> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) { // its message repeats what it met
            throw damaged(file);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof FileSystemException) {
                throw e;
            }
            throw damaged(file);
        }
    }

    private static CommandFailure damaged(Path file) {
        return new CommandFailure(
                ExitCode.USAGE,
                "the secrets' file " + file
                        + " is damaged: it must be a list of hash chains, each with a \"seed\" of 0x and 64 hex digits and a"
                        + " \"length\" of 1 to " + HashChain.LONGEST + "; put a copy of it back");
    }
}
