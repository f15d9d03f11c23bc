package network.cuckoo.scheduler.draws;

import static network.cuckoo.db.generated.Tables.ASSIGNMENT;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import network.cuckoo.db.Database;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.draw.SkipReason;
import network.cuckoo.scheduler.tasks.TaskInputs;

/** Who won the last draws, and who was passed over in them and why. */
public final class SkipLog {
    /** How many draws are looked at. */
    public static final int DRAWS = 1_000;

    private final Database database;

    public SkipLog(Database database) {
        this.database = database;
    }

    /**
     * A miner in the last draws.
     *
     * @param won draws that it won
     * @param skips how often its turn came and it was passed over
     */
    public record MinerDraws(int won, Map<SkipReason, Integer> skips) {
        public MinerDraws {
            skips = Map.copyOf(skips);
        }
    }

    /** All miners that occur in the last {@link #DRAWS} draws, by the order of their ids: one range of the primary key. */
    public Map<NodeAddress, MinerDraws> recent() {
        Map<NodeAddress, Integer> won = new HashMap<>();
        Map<NodeAddress, Map<SkipReason, Integer>> skips = new HashMap<>();
        database.read()
                .select(ASSIGNMENT.NODE_ADDRESS, ASSIGNMENT.DRAW)
                .from(ASSIGNMENT)
                .orderBy(ASSIGNMENT.LEASE_ID.desc())
                .limit(DRAWS)
                .forEach(row -> {
                    won.merge(new NodeAddress(row.value1()), 1, Integer::sum);
                    DrawJson.skips(TaskInputs.parse(row.value2()))
                            .forEach(
                                    skip -> skips.computeIfAbsent(skip.miner(), node -> new EnumMap<>(SkipReason.class))
                                            .merge(skip.reason(), 1, Integer::sum));
                });
        Map<NodeAddress, MinerDraws> draws = new HashMap<>();
        won.forEach((node, count) -> draws.put(node, new MinerDraws(count, skips.getOrDefault(node, Map.of()))));
        skips.forEach((node, reasons) -> draws.putIfAbsent(node, new MinerDraws(0, reasons)));
        return draws;
    }
}
