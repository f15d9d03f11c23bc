package network.cuckoo.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import network.cuckoo.benchmarks.market.MarketChain;
import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.draw.Availability;
import network.cuckoo.domain.draw.Draw;
import network.cuckoo.domain.draw.DrawOutcome;
import network.cuckoo.domain.draw.DrawSeed;
import network.cuckoo.domain.draw.EpochSnapshot;
import network.cuckoo.domain.draw.MinerWeight;
import network.cuckoo.domain.draw.SkipReason;
import network.cuckoo.domain.hash.Keccak256;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Microseconds of a draw over epochs of several sizes, in a process of its own: half of all miners are away, so each draw skips some. */
@Command(name = "draw-run", hidden = true)
final class DrawRun implements Callable<Integer> {
    private static final int DRAWS = 20_000;
    private static final int PASSES = 7;
    private static final int WARM_PASSES = 2;
    private static final Hash32 SECRET = Keccak256.hash("secret");
    private static final Availability HALF =
            miner -> (miner.address().bytes()[19] & 1) == 0 ? Optional.empty() : Optional.of(SkipReason.OFFLINE);

    @Option(names = "--miners", split = ",", required = true)
    private List<Integer> miners = List.of();

    @Override
    public Integer call() {
        List<EpochSnapshot> epochs = miners.stream().map(DrawRun::epoch).toList();
        List<List<Double>> micros =
                epochs.stream().<List<Double>>map(epoch -> new ArrayList<>()).toList();
        for (int pass = 0; pass < PASSES; pass++) {
            for (int i = 0; i < epochs.size(); i++) {
                double each = micros(epochs.get(i), pass * DRAWS);
                if (pass >= WARM_PASSES) {
                    micros.get(i).add(each);
                }
            }
        }
        var json = new ObjectMapper().createArrayNode();
        for (int i = 0; i < epochs.size(); i++) {
            double[] sorted = micros.get(i).stream()
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray();
            json.addObject()
                    .put("miners", epochs.get(i).size())
                    .put("micros", Bench.rounded(sorted[sorted.length / 2]));
        }
        System.out.println(json);
        return 0;
    }

    private static EpochSnapshot epoch(int size) {
        return EpochSnapshot.of(IntStream.range(0, size)
                .mapToObj(MarketChain.Staked::stranger)
                .map(staked -> new MinerWeight(staked.node(), staked.stake()))
                .sorted((one, other) -> one.miner().compareTo(other.miner()))
                .toList());
    }

    private static double micros(EpochSnapshot epoch, int firstRequest) {
        List<DrawSeed> seeds = IntStream.range(firstRequest, firstRequest + DRAWS)
                .mapToObj(request -> seed(epoch, request))
                .toList();
        int drawn = 0;
        long begin = System.nanoTime();
        for (DrawSeed seed : seeds) {
            drawn += Draw.draw(epoch, seed, SECRET, HALF) instanceof DrawOutcome.Drawn ? 1 : 0;
        }
        double micros = (System.nanoTime() - begin) / 1e3 / DRAWS;
        if (drawn != DRAWS) {
            throw new IllegalStateException(DRAWS - drawn + " draws had no winner");
        }
        return micros;
    }

    private static DrawSeed seed(EpochSnapshot epoch, int request) {
        return new DrawSeed(
                MarketChain.CHAIN,
                MarketChain.COORDINATOR,
                new EpochNumber(500_000),
                epoch.root(),
                Keccak256.hash("block"),
                Keccak256.hash("request " + request),
                1);
    }
}
