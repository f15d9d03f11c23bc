package network.cuckoo.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.draw.DrawRecord;
import network.cuckoo.domain.draw.DrawRecord.Fallback;
import network.cuckoo.domain.draw.DrawRecord.Skip;
import network.cuckoo.domain.draw.DrawRecord.Unavailable;
import network.cuckoo.domain.draw.DrawSeed;
import network.cuckoo.domain.draw.SkipReason;

/**
 * A draw as the coordinator published it ({@code GET /v1/tasks/ID/draw}): claims, until they are checked.
 *
 * @param secret the epoch's secret, if it is revealed
 */
record PublishedDraw(DrawRecord record, Optional<Hash32> secret, boolean epochVoided) {
    /** Reads one element of {@code draws}. @throws IllegalArgumentException if something is missing or malformed */
    static PublishedDraw of(JsonNode draw, Hash32 requestHash) {
        var inputs = new DrawSeed(
                new ChainId(draw.path("chainId").asLong()),
                NodeAddress.parse(text(draw, "coordinator")),
                new EpochNumber(draw.path("epoch").asLong()),
                Hash32.parse(text(draw, "epochRoot")),
                Hash32.parse(text(draw, "blockHash")),
                requestHash,
                draw.path("attempt").asInt());
        var record = new DrawRecord(
                inputs,
                Hash32.parse(text(draw, "seed")),
                Wei.parse(text(draw, "totalWei")),
                skips(draw.path("skips")),
                fallback(draw.path("fallback")),
                NodeAddress.parse(text(draw, "winner")));
        return new PublishedDraw(
                record,
                draw.hasNonNull("secret") ? Optional.of(Hash32.parse(text(draw, "secret"))) : Optional.empty(),
                draw.path("epochVoided").asBoolean());
    }

    private static List<Skip> skips(JsonNode skips) {
        List<Skip> list = new ArrayList<>();
        for (JsonNode skip : skips) {
            list.add(new Skip(
                    skip.path("probe").asInt(),
                    NodeAddress.parse(text(skip, "miner")),
                    SkipReason.valueOf(text(skip, "reason"))));
        }
        return list;
    }

    private static Optional<Fallback> fallback(JsonNode fallback) {
        if (!fallback.isObject()) {
            return Optional.empty();
        }
        List<Unavailable> unavailable = new ArrayList<>();
        for (JsonNode miner : fallback.path("unavailable")) {
            unavailable.add(new Unavailable(
                    NodeAddress.parse(text(miner, "miner")), SkipReason.valueOf(text(miner, "reason"))));
        }
        return Optional.of(new Fallback(Wei.parse(text(fallback, "availableWei")), unavailable));
    }

    private static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("the published draw has no '" + field + "'");
        }
        return value.asText();
    }
}
