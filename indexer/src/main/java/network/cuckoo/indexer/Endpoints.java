package network.cuckoo.indexer;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.indexer.chain.ChainException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chain's nodes, of which one is read at a time: the first in their order that is well. Only one thread may use it at a time.
 */
final class Endpoints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);

    /** A node that shows no new block for so long may have been left behind by the others without knowing it. */
    static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(60);

    private final List<Endpoint> all;
    private final Rota rota;
    private final Map<Endpoint, String> problems = new HashMap<>();
    private final Set<Endpoint> refused = new HashSet<>();
    private final LongSupplier nanoTime;
    private Optional<Endpoint> read = Optional.empty();
    private Optional<BlockNumber> head = Optional.empty();
    private long headSince;

    /** @param firstRest of an endpoint that failed */
    Endpoints(List<Endpoint> all, Duration firstRest, LongSupplier nanoTime) {
        this.all = List.copyOf(all);
        this.nanoTime = nanoTime;
        this.rota = new Rota(all.size(), firstRest, nanoTime);
    }

    /**
     * Looks at each of them; those that don't answer are looked at again before they are read.
     *
     * @throws IndexerRefusal if none has the chain that is asked for
     */
    void check() {
        for (Endpoint endpoint : all) {
            try {
                endpoint.check();
            } catch (ChainException e) {
                failed(endpoint, e);
            } catch (IndexerRefusal e) {
                refused(endpoint, e);
            }
        }
    }

    /** The one to read from next; none while all rest. It is the one that is read once it {@link #worked}. */
    Optional<Endpoint> choose() {
        return rota.next().stream().mapToObj(all::get).findFirst();
    }

    /** How long until one has rested. */
    Duration untilNext() {
        return rota.untilNext();
    }

    /** A step by this one came to its end; its newest block is this one. If that was so for long, another one is next. */
    void worked(Endpoint endpoint, BlockNumber newest) {
        rota.worked(all.indexOf(endpoint));
        refused.remove(endpoint);
        problems.remove(endpoint);
        if (!read.equals(Optional.of(endpoint))) {
            read.ifPresent(Endpoint::leave);
            read = Optional.of(endpoint);
            endpoint.enter();
            LOG.info("the chain is read from {}", endpoint);
        }
        if (standsStill(newest)) {
            rota.failed(all.indexOf(endpoint), Duration.ZERO);
            LOG.debug("{} shows no new block", endpoint);
        }
    }

    private boolean standsStill(BlockNumber newest) {
        long now = nanoTime.getAsLong();
        boolean moved = !head.equals(Optional.of(newest));
        boolean tooLong = !moved && all.size() > 1 && now - headSince >= LONGEST_STANDSTILL.toNanos();
        if (moved || tooLong) {
            head = Optional.of(newest);
            headSince = now;
        }
        return tooLong;
    }

    /** Its head is below what is indexed already, on the same chain: where there are others they are asked for a while. */
    void fellBehind(Endpoint endpoint, BlockNumber newest) {
        if (all.size() == 1) {
            worked(endpoint, newest);
        } else {
            rota.failed(all.indexOf(endpoint), Duration.ZERO);
            LOG.debug("{} is behind", endpoint);
        }
    }

    /** It can't be read now. */
    void failed(Endpoint endpoint, RuntimeException failure) {
        endpoint.failed();
        problems.put(endpoint, reason(failure));
        Duration asked =
                failure instanceof ChainException chain ? chain.retryAfter().orElse(Duration.ZERO) : Duration.ZERO;
        boolean wasWell = rota.isWell(all.indexOf(endpoint));
        rota.failed(all.indexOf(endpoint), asked);
        if (wasWell && rota.isAnyWell()) {
            LOG.warn("{}; another node is read", failure.getMessage());
        }
    }

    // What the database refuses is told by the innermost of several.
    private static String reason(RuntimeException failure) {
        Throwable told = failure;
        if (!(failure instanceof ChainException) && !(failure instanceof IndexerRefusal)) {
            while (told.getCause() != null) {
                told = told.getCause();
            }
        }
        return String.valueOf(told.getMessage()).lines().findFirst().orElse("");
    }

    /** What is wrong with them, in their order. */
    String problem() {
        return all.stream().map(problems::get).filter(Objects::nonNull).collect(Collectors.joining("; "));
    }

    /** Whether there is one that did not fail when it was last asked. */
    boolean isAnyWell() {
        return rota.isAnyWell();
    }

    /**
     * It is of no use as it is.
     *
     * @throws IndexerRefusal if that holds for all of them
     */
    void refused(Endpoint endpoint, IndexerRefusal why) {
        refused.add(endpoint);
        if (refused.size() == all.size()) {
            throw why;
        }
        failed(endpoint, why);
    }

    @Override
    public void close() {
        all.forEach(Endpoint::close);
    }
}
