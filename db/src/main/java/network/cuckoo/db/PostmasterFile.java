package network.cuckoo.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What {@code postmaster.pid} says: which process serves, or served, a data folder. */
record PostmasterFile(Path data, long pid) {
    /** Reads the file in this data folder, if there is one. */
    static Optional<PostmasterFile> in(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        long pid = lines.isEmpty() || lines.getFirst().isBlank()
                ? 0
                : Math.abs(Long.parseLong(lines.getFirst().strip()));
        return Optional.of(new PostmasterFile(data, pid));
    }

    /** The process with that id, if it lives and is the Postgres of this folder and not somebody who got its number later. */
    Optional<ProcessHandle> server() {
        return process().filter(this::servesThisFolder);
    }

    /** Removes the file where its number now belongs to another program: Postgres would take that for a running server. */
    void removeIfNumberWasReused() throws IOException {
        if (process().isPresent() && server().isEmpty()) {
            Files.delete(data.resolve("postmaster.pid"));
        }
    }

    private Optional<ProcessHandle> process() {
        return pid == 0 ? Optional.empty() : ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    }

    private boolean servesThisFolder(ProcessHandle process) {
        boolean postgres = process.info()
                .command()
                .map(command -> command.endsWith("/postgres"))
                .orElse(true);
        return postgres && !isZombie(process) && worksIn(process, data);
    }

    // Killed and not yet collected by its parent: it has a number still, and serves nobody.
    private static boolean isZombie(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (IOException e) {
            return false;
        }
    }

    // A postmaster's working folder is its data folder. Where /proc can't tell, the program's name must do.
    private static boolean worksIn(ProcessHandle process, Path data) {
        try {
            Path workingFolder = Path.of("/proc", Long.toString(process.pid()), "cwd");
            return !Files.exists(workingFolder) || Files.isSameFile(workingFolder, data);
        } catch (IOException e) {
            return true;
        }
    }
}
