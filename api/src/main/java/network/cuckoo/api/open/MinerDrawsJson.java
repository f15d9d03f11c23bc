package network.cuckoo.api.open;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import network.cuckoo.domain.draw.SkipReason;
import network.cuckoo.domain.draw.SkipWords;
import network.cuckoo.scheduler.draws.SkipLog;

/**
 * A miner in the last draws: how often it won, and how often its turn came and it was passed over, most frequent reason first.
 *
 * @param lookedAt how many draws at most
 */
record MinerDrawsJson(int lookedAt, int won, List<SkipCount> skips) {
    /** How often for one reason, and what it means. */
    record SkipCount(SkipReason reason, int count, String text) {}

    static MinerDrawsJson of(SkipLog.MinerDraws draws) {
        List<SkipCount> skips = draws.skips().entrySet().stream()
                .sorted(Map.Entry.<SkipReason, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(skip -> new SkipCount(skip.getKey(), skip.getValue(), SkipWords.of(skip.getKey())))
                .toList();
        return new MinerDrawsJson(SkipLog.DRAWS, draws.won(), skips);
    }
}
