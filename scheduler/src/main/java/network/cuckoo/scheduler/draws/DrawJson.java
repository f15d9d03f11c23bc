package network.cuckoo.scheduler.draws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.draw.DrawRecord;
import network.cuckoo.domain.draw.DrawRecord.Fallback;
import network.cuckoo.domain.draw.DrawRecord.Skip;
import network.cuckoo.domain.draw.DrawRecord.Unavailable;
import network.cuckoo.domain.draw.SkipReason;
import network.cuckoo.scheduler.tasks.TaskInputs;

/** The column {@code assignment.draw}: who was skipped and, after 64 skips, the fallback. */
public final class DrawJson {
    private DrawJson() {}

    static ObjectNode write(DrawRecord draw) {
        ObjectNode node = TaskInputs.object();
        ArrayNode skips = node.putArray("skips");
        draw.skips()
                .forEach(skip -> skips.addObject()
                        .put("k", skip.k())
                        .put("miner", skip.miner().hex())
                        .put("reason", skip.reason().name()));
        draw.fallback().ifPresent(fallback -> {
            ObjectNode last = node.putObject("fallback")
                    .put("availableWei", fallback.availableWeight().toString());
            ArrayNode unavailable = last.putArray("unavailable");
            fallback.unavailable()
                    .forEach(miner -> unavailable
                            .addObject()
                            .put("miner", miner.miner().hex())
                            .put("reason", miner.reason().name()));
        });
        return node;
    }

    /** The skips of a stored draw. */
    public static List<Skip> skips(JsonNode draw) {
        var skips = new ArrayList<Skip>();
        draw.path("skips").forEach(skip -> skips.add(new Skip(skip.path("k").asInt(), miner(skip), reason(skip))));
        return skips;
    }

    static Optional<Fallback> fallback(JsonNode draw) {
        JsonNode fallback = draw.path("fallback");
        if (fallback.isMissingNode()) {
            return Optional.empty();
        }
        var unavailable = new ArrayList<Unavailable>();
        fallback.path("unavailable").forEach(miner -> unavailable.add(new Unavailable(miner(miner), reason(miner))));
        var weight = new Wei(new BigInteger(fallback.path("availableWei").asText()));
        return Optional.of(new Fallback(weight, unavailable));
    }

    private static NodeAddress miner(JsonNode node) {
        return NodeAddress.parse(node.path("miner").asText());
    }

    private static SkipReason reason(JsonNode node) {
        return SkipReason.valueOf(node.path("reason").asText());
    }
}
