package network.cuckoo.benchmarks.load;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that each do one thing after the other. */
public final class ClosedLoop {
    private ClosedLoop() {}

    /** What a client does, as a resource of its own. */
    public interface Client extends AutoCloseable {
        /** Does it once. */
        void once() throws Exception;

        /** Whether to do it again. */
        default boolean goesOn() {
            return true;
        }

        @Override
        default void close() throws Exception {}
    }

    /** Makes a client. */
    public interface Clients {
        Client next() throws Exception;
    }

    /**
     * Does it so many times by so many clients at once. Making and closing the clients counts, too: prepare what is dear before.
     *
     * @throws IllegalStateException if a client fails
     */
    public static Rate run(int times, int clients, Clients making) {
        var left = new AtomicInteger(times);
        var failures = new ConcurrentLinkedQueue<Exception>();
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < clients; i++) {
                threads.execute(() -> {
                    try (Client client = making.next()) {
                        while (client.goesOn() && failures.isEmpty() && left.getAndDecrement() > 0) {
                            client.once();
                        }
                    } catch (Exception e) {
                        failures.add(e);
                    }
                });
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (!failures.isEmpty()) {
            throw new IllegalStateException("a client failed", failures.peek());
        }
        return new Rate(times, seconds);
    }
}
