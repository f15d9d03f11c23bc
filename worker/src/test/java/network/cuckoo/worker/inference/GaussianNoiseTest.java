package network.cuckoo.worker.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GaussianNoiseTest {
    @Test
    void noise_beginsAsTheModelsReadmeSays_forSeedOne() {
        assertThat(GaussianNoise.of(1, 1024)).startsWith(-0.028249746f, -1.0656177f, -0.22791952f, 0.08309417f);
    }

    @Test
    void noise_isNormal() {
        var noise = GaussianNoise.of(42, 100_000);
        var sum = 0.0;
        var squares = 0.0;
        for (var number : noise) {
            sum += number;
            squares += number * number;
        }
        assertThat(sum / noise.length).isBetween(-0.02, 0.02);
        assertThat(squares / noise.length).isBetween(0.98, 1.02);
    }
}
