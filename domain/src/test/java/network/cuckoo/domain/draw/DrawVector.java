package network.cuckoo.domain.draw;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.Wei;
import org.jspecify.annotations.NullMarked;

/** A case of {@code draw-vectors.json}. */
@NullMarked
record DrawVector(String name, JsonNode json) {
    static List<DrawVector> all() {
        try (InputStream file = Objects.requireNonNull(DrawVector.class.getResourceAsStream("/draw-vectors.json"))) {
            JsonNode cases = new ObjectMapper().readTree(file).get("cases");
            return StreamSupport.stream(cases.spliterator(), false)
                    .map(node ->
                            new DrawVector(node.get("weights").size() + " miners, epoch " + node.get("epoch"), node))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<MinerWeight> weights() {
        return list("weights").stream()
                .map(node -> new MinerWeight(
                        NodeAddress.parse(node.get("miner").asText()),
                        new Wei(new BigInteger(node.get("weightWei").asText()))))
                .toList();
    }

    EpochSnapshot snapshot() {
        return EpochSnapshot.of(weights());
    }

    DrawSeed inputs() {
        return new DrawSeed(
                new ChainId(json.get("chainId").asLong()),
                NodeAddress.parse(json.get("coordinator").asText()),
                new EpochNumber(json.get("epoch").asLong()),
                snapshot().root(),
                hash("blockHash"),
                hash("requestHash"),
                json.get("attempt").asInt());
    }

    Hash32 secret() {
        return hash("secret");
    }

    Availability availability() {
        Set<String> away = list("unavailable").stream().map(JsonNode::asText).collect(Collectors.toSet());
        return miner -> away.contains(miner.hex()) ? Optional.of(SkipReason.OFFLINE) : Optional.empty();
    }

    JsonNode expected() {
        return json.get("expect");
    }

    List<String> expectedSkips() {
        return StreamSupport.stream(expected().get("skipped").spliterator(), false)
                .map(node -> node.get("k").asInt() + " " + node.get("miner").asText())
                .toList();
    }

    DrawRecord drawn() {
        return ((DrawOutcome.Drawn) Draw.draw(snapshot(), inputs(), secret(), availability())).record();
    }

    private List<JsonNode> list(String field) {
        return StreamSupport.stream(json.get(field).spliterator(), false).toList();
    }

    private Hash32 hash(String field) {
        return Hash32.parse(json.get(field).asText());
    }

    @Override
    public String toString() {
        return name;
    }
}
