package network.cuckoo.benchmarks;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.SplittableRandom;
import network.cuckoo.benchmarks.market.MarketChain;
import network.cuckoo.db.Database;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.hash.Keccak256;

/** How long an epoch takes, its weights and root written, for so many registered miners. */
final class EpochTiming {
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final int EPOCHS = 21;
    private static final int EPOCHS_OF_MANY = 5;
    private static final int MANY_MINERS = 100_000;

    private EpochTiming() {}

    /** Milliseconds of the median of some epochs, the writing of their first blocks included. */
    static double medianMillis(DatabaseConfig config, int miners) {
        try (Database database = Database.open(config)) {
            var chain = new MarketChain(database, MarketChain.COORDINATOR, PERIOD);
            var random = new SplittableRandom(5);
            chain.register(miners, miner -> staked(miner, random));
            chain.setTip(Keccak256.hash("tip"));
            chain.beginEpoch();
            database.read().execute("ANALYZE");
            var times = new ArrayList<Double>();
            int epochs = miners < MANY_MINERS ? EPOCHS : EPOCHS_OF_MANY;
            for (int i = 0; i < epochs; i++) {
                times.add(chain.beginEpoch());
            }
            times.sort(Double::compare);
            return times.get(epochs / 2);
        }
    }

    private static MarketChain.Staked staked(int miner, SplittableRandom random) {
        BigInteger stake = Wei.ofCai(20_000).value().add(BigInteger.valueOf(random.nextLong(1L << 60)));
        return new MarketChain.Staked(
                new OwnerAddress(MarketChain.addressOf("owner " + miner)),
                new NodeAddress(MarketChain.addressOf("node " + miner)),
                new Wei(stake));
    }
}
