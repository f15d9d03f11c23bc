package network.cuckoo.scheduler.rounds;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.SessionId;
import network.cuckoo.domain.draw.Availability;
import network.cuckoo.domain.draw.SkipReason;
import network.cuckoo.scheduler.tasks.TaskInputs;

/** What a round sees of the miners, and the places that it counts down while it draws. */
final class MinerPool {
    private final Map<NodeAddress, Seat> seats = new TreeMap<>();
    private final Set<NodeAddress> active;

    /** A miner with a live session, and its free places of each model that it serves. */
    private static final class Seat {
        private final SessionId session;
        private final Status status;
        private final Map<ModelId, Integer> free = new TreeMap<>(Comparator.comparing(ModelId::value));

        private Seat(SessionId session, Status status) {
            this.session = session;
            this.status = status;
        }
    }

    /** How a miner with a session stands. */
    enum Status {
        ONLINE,
        OFFLINE,
        DRAINING,
        SUSPENDED
    }

    /** @param active nodes of miners that have weight now */
    MinerPool(Collection<NodeAddress> active) {
        this.active = Set.copyOf(active);
    }

    /** Adds a model that a miner serves in this session. */
    void add(NodeAddress miner, SessionId session, Status status, ModelId model, int freePlaces) {
        seats.computeIfAbsent(miner, node -> new Seat(session, status)).free.put(model, Math.max(0, freePlaces));
    }

    /** Free places of a model at miners that could take a task now. */
    int freePlaces(ModelId model) {
        return seats.entrySet().stream()
                .filter(seat -> isPresent(seat.getKey(), seat.getValue()))
                .mapToInt(seat -> seat.getValue().free.getOrDefault(model, 0))
                .sum();
    }

    /** Whether any active miner that serves the model is online, busy or not. */
    boolean anybodyServes(ModelId model) {
        return seats.entrySet().stream()
                .anyMatch(seat -> isPresent(seat.getKey(), seat.getValue())
                        && seat.getValue().free.containsKey(model));
    }

    private boolean isPresent(NodeAddress miner, Seat seat) {
        return seat.status == Status.ONLINE && active.contains(miner);
    }

    /** Who can take a task of this model that these miners have lost. */
    Availability availability(ModelId model, Set<NodeAddress> excluded) {
        return miner -> whyNot(miner, model, excluded);
    }

    private Optional<SkipReason> whyNot(NodeAddress miner, ModelId model, Set<NodeAddress> excluded) {
        Seat seat = seats.get(miner);
        if (seat == null) {
            return Optional.of(SkipReason.OFFLINE);
        }
        if (!active.contains(miner)) {
            return Optional.of(SkipReason.INACTIVE);
        }
        if (seat.status == Status.OFFLINE) {
            return Optional.of(SkipReason.OFFLINE);
        }
        if (seat.status == Status.DRAINING) {
            return Optional.of(SkipReason.DRAINING);
        }
        if (seat.status == Status.SUSPENDED) {
            return Optional.of(SkipReason.SUSPENDED);
        }
        Integer free = seat.free.get(model);
        if (free == null) {
            return Optional.of(SkipReason.MODEL_NOT_SERVED);
        }
        if (excluded.contains(miner)) {
            return Optional.of(SkipReason.EXCLUDED);
        }
        return free > 0 ? Optional.empty() : Optional.of(SkipReason.NO_PLACE);
    }

    /** Takes a place and says in which session. */
    SessionId take(NodeAddress miner, ModelId model) {
        Seat seat = seats.get(miner);
        Integer free = seat == null ? null : seat.free.get(model);
        if (seat == null || free == null || free < 1) {
            throw new IllegalStateException("miner " + miner + " has no place for model " + model);
        }
        seat.free.put(model, free - 1);
        return seat.session;
    }

    /** What is published of this: miners by address with status, whether they are active, and free places. */
    ObjectNode content() {
        ObjectNode content = TaskInputs.object();
        ArrayNode miners = content.putArray("miners");
        seats.forEach((miner, seat) -> {
            ObjectNode entry = miners.addObject();
            entry.put("active", active.contains(miner));
            ObjectNode free = entry.putObject("free");
            seat.free.forEach((model, places) -> free.put(model.value(), places));
            entry.put("miner", miner.hex()).put("status", seat.status.name());
        });
        return content;
    }
}
