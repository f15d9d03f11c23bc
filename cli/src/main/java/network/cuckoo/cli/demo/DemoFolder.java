package network.cuckoo.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.WhyNot;
import network.cuckoo.cli.process.TemporaryFolder;
import org.jspecify.annotations.Nullable;

/** A demo's data folder. One demo at a time has it. */
final class DemoFolder implements AutoCloseable {
    private static final int PASSWORD_BYTES = 16;
    /** Says that a demo made what lies beside it. */
    private static final String MARKER = "made-by-demo";
    /** What a demo makes in its folder; nothing else is ever deleted, and nothing where the marker is missing. */
    private static final List<String> OURS = List.of(
            "chain",
            "postgres",
            "keys",
            "outbox",
            "coordinator",
            "logs",
            "outputs",
            "network.json",
            "network.yaml",
            "run.json",
            "api-key",
            "admin-password");

    private final Path folder;
    private final FileChannel lock;

    private DemoFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes the folder, made if missing.
     *
     * @param fresh delete what an earlier demo left there
     * @throws CommandFailure if another demo has it, it holds something that no demo made, or it can't be written to
     */
    static DemoFolder take(Path folder, boolean fresh) {
        try {
            Files.createDirectories(folder);
            Path home = folder.toRealPath();
            FileChannel channel =
                    FileChannel.open(home.resolve("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "another demo runs with the data folder " + home + "; stop it or use --data-dir");
            }
            mark(home);
            var taken = new DemoFolder(home, channel);
            if (fresh) {
                taken.clear();
            }
            return taken;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "the data folder " + folder + " can't be used (--data-dir): " + WhyNot.of(e), e);
        }
    }

    private static void mark(Path home) throws IOException {
        Path marker = home.resolve(MARKER);
        if (Files.exists(marker)) {
            return;
        }
        for (String name : OURS) {
            if (Files.exists(home.resolve(name))) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "the data folder " + home + " holds '" + name
                                + "', which no demo made; name an empty or a new folder with --data-dir");
            }
        }
        Files.createFile(marker);
    }

    Path root() {
        return folder;
    }

    Path chain() {
        return folder.resolve("chain");
    }

    Path postgres() {
        return folder.resolve("postgres");
    }

    Path coordinator() {
        return folder.resolve("coordinator");
    }

    Path secrets() {
        return coordinator().resolve("secrets.json");
    }

    Path keys() {
        return folder.resolve("keys");
    }

    /** The settings file for {@code cuckoo chain}. */
    Path settings() {
        return folder.resolve("network.yaml");
    }

    /** Signed transactions of the demo's people. */
    Path outbox() {
        return folder.resolve("outbox");
    }

    Path network() {
        return folder.resolve("network.json");
    }

    Path apiKey() {
        return folder.resolve("api-key");
    }

    Path adminPassword() {
        return folder.resolve("admin-password");
    }

    Path logs() {
        return folder.resolve("logs");
    }

    Path log(String name) {
        return logs().resolve(name + ".log");
    }

    Path output(String name) throws IOException {
        return Files.createDirectories(folder.resolve("outputs")).resolve(name);
    }

    /** The file's text, or a new random one that only this user may read. */
    String passwordIn(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[PASSWORD_BYTES];
                new SecureRandom().nextBytes(random);
                writeSecret(file, HexFormat.of().formatHex(random));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file that only this user may read, whole or not at all. */
    static void writeSecret(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.newByteChannel(fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)
                .close();
        Files.writeString(fresh, text + "\n");
        Files.move(fresh, file);
    }

    /** Deletes what belongs to a network whose making was interrupted, so that it is made from the start. */
    void forgetNetwork() throws IOException {
        TemporaryFolder.delete(chain());
        TemporaryFolder.delete(postgres());
        TemporaryFolder.delete(coordinator());
        TemporaryFolder.delete(apiKey());
    }

    private void clear() throws IOException {
        for (String name : OURS) {
            TemporaryFolder.delete(folder.resolve(name));
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
