package network.cuckoo.worker.inference;

import java.util.ArrayList;
import java.util.List;

/**
 * DDIM sampling with eta 0 (Song, Meng, Ermon 2020) for a network that predicts v (Salimans, Ho 2022), on the scaled linear betas of
 * Stable Diffusion.
 */
final class DdimSchedule {
    private final double[] alphaProducts;

    /** @param betaStart, betaEnd the first and last noise variance, spaced evenly in their square roots */
    DdimSchedule(int trainTimesteps, double betaStart, double betaEnd) {
        alphaProducts = new double[trainTimesteps];
        var first = Math.sqrt(betaStart);
        var last = Math.sqrt(betaEnd);
        var product = 1.0;
        for (var i = 0; i < trainTimesteps; i++) {
            var root = first + (last - first) * i / (trainTimesteps - 1);
            product *= 1 - root * root;
            alphaProducts[i] = product;
        }
    }

    /**
     * One step, from the noise level of a time to that of the next.
     *
     * @param timestep what the network is told
     * @param signal, noise square roots of the level's shares of signal and noise
     * @param nextSignal, nextNoise the same of the level after the step; 1 and 0 after the last
     */
    record Step(int timestep, double signal, double noise, double nextSignal, double nextNoise) {
        /** Moves the latent in place, given the network's v. */
        void apply(float[] latent, float[] velocity) {
            for (var i = 0; i < latent.length; i++) {
                var clean = signal * latent[i] - noise * velocity[i];
                var remaining = noise * latent[i] + signal * velocity[i];
                latent[i] = (float) (nextSignal * clean + nextNoise * remaining);
            }
        }
    }

    /** The steps of a run, at the times {@code 999 - floor(1000 k / count)}. */
    List<Step> steps(int count) {
        var steps = new ArrayList<Step>(count);
        for (var k = 0; k < count; k++) {
            var share = alphaProducts[timestep(k, count)];
            var nextShare = k + 1 < count ? alphaProducts[timestep(k + 1, count)] : 1.0;
            steps.add(new Step(
                    timestep(k, count),
                    Math.sqrt(share),
                    Math.sqrt(1 - share),
                    Math.sqrt(nextShare),
                    Math.sqrt(1 - nextShare)));
        }
        return steps;
    }

    private int timestep(int k, int count) {
        return alphaProducts.length - 1 - k * alphaProducts.length / count;
    }
}
