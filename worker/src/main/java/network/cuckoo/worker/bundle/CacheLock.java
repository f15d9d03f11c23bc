package network.cuckoo.worker.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A lock on a file, held against other processes and other threads of this one. The system frees it when the holder dies. */
public final class CacheLock implements AutoCloseable {
    /** File locks are held per JVM, so threads exclude each other by one lock per path. */
    private static final ConcurrentMap<Path, Lock> WITHIN_JVM = new ConcurrentHashMap<>();

    private final Lock withinJvm;
    private final FileChannel channel;

    private CacheLock(Lock withinJvm, FileChannel channel) {
        this.withinJvm = withinJvm;
        this.channel = channel;
    }

    /** Waits until the lock is ours; the file and its folder are created. @throws UncheckedIOException if they can't be */
    public static CacheLock acquire(Path file) {
        var path = file.toAbsolutePath().normalize();
        var withinJvm = WITHIN_JVM.computeIfAbsent(path, ignored -> new ReentrantLock());
        withinJvm.lock();
        try {
            return new CacheLock(withinJvm, openLocked(path));
        } catch (IOException e) {
            withinJvm.unlock();
            throw new UncheckedIOException("can't lock " + path, e);
        }
    }

    private static FileChannel openLocked(Path path) throws IOException {
        Files.createDirectories(path.resolveSibling("."));
        var channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.lock();
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("can't release a lock", e);
        } finally {
            withinJvm.unlock();
        }
    }
}
