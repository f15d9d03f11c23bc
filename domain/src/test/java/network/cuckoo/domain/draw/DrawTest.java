package network.cuckoo.domain.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.cuckoo.domain.Hash32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DrawTest {
    static List<DrawVector> vectors() {
        return DrawVector.all();
    }

    @Test
    void vectors_areAllThere() {
        assertThat(vectors()).hasSize(7);
        assertThat(vectors())
                .anyMatch(vector -> vector.expected().get("fallback").asBoolean());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void snapshot_hasTheVectorsRootAndTotal(DrawVector vector) {
        assertThat(vector.snapshot().root().hex())
                .isEqualTo(vector.expected().get("root").asText());
        assertThat(vector.snapshot().total())
                .hasToString(vector.expected().get("totalWei").asText());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void draw_isTheVectors(DrawVector vector) {
        DrawRecord record = vector.drawn();
        assertThat(record.seed().hex()).isEqualTo(vector.expected().get("seed").asText());
        assertThat(record.skips()).map(skip -> skip.k() + " " + skip.miner()).isEqualTo(vector.expectedSkips());
        assertThat(record.fallback().isPresent())
                .isEqualTo(vector.expected().get("fallback").asBoolean());
        assertThat(record.winner().hex())
                .isEqualTo(vector.expected().get("winner").asText());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void ownerOf_findsTheOwnerOfTheVectorsProbes(DrawVector vector) {
        EpochSnapshot snapshot = vector.snapshot();
        vector.expected().get("probes").forEach(probe -> {
            var number = new BigInteger(probe.asText());
            int owner = snapshot.ownerOf(number);
            assertThat(number).isLessThan(snapshot.cumulative(owner).value());
            if (owner > 0) {
                assertThat(number)
                        .isGreaterThanOrEqualTo(snapshot.cumulative(owner - 1).value());
            }
        });
    }

    @Test
    void draw_saysWhoIsMissingWhy_whenNobodyIsAvailable() {
        DrawVector vector = vectors().get(2);
        var draining = vector.weights().getFirst().miner();
        Availability nobody = miner -> Optional.of(miner.equals(draining) ? SkipReason.DRAINING : SkipReason.NO_PLACE);
        assertThat(Draw.draw(vector.snapshot(), vector.inputs(), vector.secret(), nobody))
                .isEqualTo(new DrawOutcome.NobodyAvailable(Map.of(SkipReason.DRAINING, 1, SkipReason.NO_PLACE, 2)));
    }

    @Test
    void draw_saysNoWeight_whenTheEpochHasNoMiners() {
        DrawVector vector = vectors().getFirst();
        DrawSeed inputs = withRoot(vector.inputs(), Hash32.ZERO);
        assertThat(Draw.draw(EpochSnapshot.of(List.of()), inputs, vector.secret(), Availability.ALL))
                .isEqualTo(new DrawOutcome.NoWeight());
    }

    @Test
    void draw_refusesASeedOverAnotherRoot() {
        DrawVector vector = vectors().getFirst();
        assertThatThrownBy(() -> Draw.draw(
                        vector.snapshot(), withRoot(vector.inputs(), Hash32.ZERO), vector.secret(), Availability.ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Hash32.ZERO.hex());
    }

    @Test
    void fallbackRecord_namesEverybodyWhoWasNotAvailable() {
        DrawVector vector = vectors().getLast();
        DrawRecord.Fallback fallback = vector.drawn().fallback().orElseThrow();
        assertThat(fallback.unavailable())
                .hasSize(vector.json().get("unavailable").size());
        assertThat(vector.drawn().probes()).isEqualTo(Draw.PROBES + 1);
    }

    private static DrawSeed withRoot(DrawSeed seed, Hash32 root) {
        return new DrawSeed(
                seed.chainId(),
                seed.coordinator(),
                seed.epoch(),
                root,
                seed.blockHash(),
                seed.requestHash(),
                seed.attempt());
    }
}
