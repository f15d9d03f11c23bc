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
import network.cuckoo.indexer.chain.ChainException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chain's nodes, of which one is read at a time: the first in their order that is well. Only one thread may use it at a time.
 */
final class Endpoints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);

    private final List<Endpoint> all;
    private final Rota rota;
    private final Map<Endpoint, String> problems = new HashMap<>();
    private final Set<Endpoint> refused = new HashSet<>();
    private Optional<Endpoint> read = Optional.empty();

    /** @param firstRest of an endpoint that failed */
    Endpoints(List<Endpoint> all, Duration firstRest, LongSupplier nanoTime) {
        this.all = List.copyOf(all);
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

    /** A step by this one came to its end. */
    void worked(Endpoint endpoint) {
        rota.worked(all.indexOf(endpoint));
        refused.remove(endpoint);
        problems.remove(endpoint);
        if (!read.equals(Optional.of(endpoint))) {
            read.ifPresent(Endpoint::leave);
            read = Optional.of(endpoint);
            endpoint.enter();
            LOG.info("the chain is read from {}", endpoint);
        }
    }

    /** Its head is below what is indexed already, on the same chain: where there are others they are asked for a while. */
    void fellBehind(Endpoint endpoint) {
        if (all.size() == 1) {
            worked(endpoint);
        } else {
            rota.failed(all.indexOf(endpoint), Duration.ZERO);
            LOG.debug("{} is behind", endpoint);
        }
    }

    /** It can't be read now. */
    void failed(Endpoint endpoint, RuntimeException failure) {
        endpoint.failed();
        problems.put(endpoint, String.valueOf(failure.getMessage()));
        Duration asked =
                failure instanceof ChainException chain ? chain.retryAfter().orElse(Duration.ZERO) : Duration.ZERO;
        boolean wasWell = rota.isWell(all.indexOf(endpoint));
        rota.failed(all.indexOf(endpoint), asked);
        if (wasWell && rota.isAnyWell()) {
            LOG.warn("{}; another node is read", failure.getMessage());
        }
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
