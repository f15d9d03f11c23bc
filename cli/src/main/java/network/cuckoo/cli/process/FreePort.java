package network.cuckoo.cli.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.WhyNot;
import org.jspecify.annotations.Nullable;

/**
 * Ports of the loopback address on which nobody listens. One that was handed out is kept from other processes of ours by a lock
 * file until this process ends, for it may take a while until somebody listens there.
 */
public final class FreePort {
    /** Below the ports that systems use for outgoing connections. */
    private static final int FIRST = 20_000;

    private static final int LAST = 30_000;
    private static final int ATTEMPTS = 200;
    private static final Path LOCKS =
            Path.of(System.getProperty("java.io.tmpdir"), "cuckoo-ports-" + System.getProperty("user.name"));
    private static final Map<Integer, FileLock> CLAIMED = new ConcurrentHashMap<>();

    private FreePort() {}

    /** The wanted port if it is free, else any other. */
    public static int near(int wanted) {
        return claim(wanted) ? wanted : any();
    }

    /** Any free port. @throws CommandFailure if none is found */
    public static int any() {
        RandomGenerator random = RandomGenerator.getDefault();
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = random.nextInt(FIRST, LAST);
            if (claim(port)) {
                return port;
            }
        }
        throw new CommandFailure(ExitCode.FAILED, "no free port found between " + FIRST + " and " + LAST);
    }

    private static synchronized boolean claim(int port) {
        if (CLAIMED.containsKey(port) || !isFree(port)) {
            return false;
        }
        @Nullable FileLock lock = lock(port);
        if (lock == null) {
            return false;
        }
        CLAIMED.put(port, lock);
        return true;
    }

    private static @Nullable FileLock lock(int port) {
        try {
            Files.createDirectories(LOCKS);
            var file = FileChannel.open(
                    LOCKS.resolve(Integer.toString(port)), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock lock = file.tryLock();
            if (lock == null) {
                file.close();
            }
            return lock;
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "can't keep ports by files in " + LOCKS + ": " + WhyNot.of(e), e);
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
