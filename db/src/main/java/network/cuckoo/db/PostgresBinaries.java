package network.cuckoo.db;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import network.cuckoo.domain.hash.Sha256;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The Postgres programs from the jar, unpacked once into a folder that is named after their hash. Each process unpacks into a
 * folder of its own and renames it, so several may start at once and a killed one leaves nothing half done in place.
 */
final class PostgresBinaries {
    private static final int OWNER_EXECUTES = 0100;

    private PostgresBinaries() {}

    /**
     * The folder with {@code bin/postgres}, under the cache folder.
     *
     * @throws IOException if there are no programs for this machine or they can't be written
     */
    static Path unpackedIn(Path cache) throws IOException {
        byte[] archive = archive();
        Path home = cache.resolve("postgres-" + Sha256.hash(archive).hex().substring(2, 18));
        if (Files.isDirectory(home)) {
            return home;
        }
        Files.createDirectories(cache);
        Path unpacking = Files.createTempDirectory(cache, "unpacking-");
        try {
            unpack(archive, unpacking);
            moveInto(home, unpacking);
        } finally {
            Folders.delete(unpacking);
        }
        return home;
    }

    private static byte[] archive() throws IOException {
        String architecture = System.getProperty("os.arch", "").replace("amd64", "x86_64");
        String system =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux") ? "Linux" : "Darwin";
        try (InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, architecture)) {
            return archive.readAllBytes();
        } catch (IllegalStateException e) {
            throw new IOException("no Postgres programs for " + system + " " + architecture + "; give --db-url", e);
        }
    }

    private static void moveInto(Path home, Path unpacked) throws IOException {
        try {
            Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(home)) {
                throw e;
            }
            // Another process was first; its folder has the same content.
        }
    }

    private static void unpack(byte[] archive, Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(entry, tar, inside(folder, entry.getName()));
            }
        }
    }

    private static void write(TarArchiveEntry entry, TarArchiveInputStream tar, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        if ((entry.getMode() & OWNER_EXECUTES) != 0 && !target.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make " + target + " executable");
        }
    }

    private static Path inside(Path folder, String name) throws IOException {
        Path target = folder.resolve(name).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("an archive entry leads out of its folder: " + name);
        }
        return target;
    }
}
