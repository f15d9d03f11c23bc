package network.cuckoo.cli.chain.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import network.cuckoo.cli.process.Waiting;
import org.jspecify.annotations.Nullable;

/** One account's turn: among this process' threads by a semaphore, among processes by the lock of a file. */
final class AccountLock implements AutoCloseable {
    private static final Map<Path, Semaphore> TURNS = new ConcurrentHashMap<>();

    private final Semaphore turn;
    private final FileChannel channel;

    private AccountLock(Semaphore turn, FileChannel channel) {
        this.turn = turn;
        this.channel = channel;
    }

    /** Waits for the turn; {@code whenBusy} is told once if it is not free at once. */
    static AccountLock take(Path file, Duration patience, Runnable whenBusy) throws IOException {
        Semaphore turn = TURNS.computeIfAbsent(file.toAbsolutePath().normalize(), path -> new Semaphore(1));
        if (!turn.tryAcquire()) {
            whenBusy.run();
            Waiting.until(
                    "another thread that sends for this account",
                    patience,
                    () -> turn.tryAcquire() ? Optional.of(turn) : Optional.empty());
        }
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock(channel, patience, whenBusy);
            return new AccountLock(turn, channel);
        } catch (IOException | RuntimeException e) {
            turn.release();
            throw e;
        }
    }

    private static void lock(FileChannel channel, Duration patience, Runnable whenBusy) throws IOException {
        try {
            if (tryLock(channel) != null) {
                return;
            }
            whenBusy.run();
            Waiting.until(
                    "another command that sends for this account",
                    patience,
                    () -> Optional.ofNullable(tryLock(channel)));
        } catch (RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) {
        try {
            return channel.tryLock();
        } catch (IOException e) {
            throw new UncheckedIOException("can't lock the outbox", e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            turn.release();
        }
    }
}
