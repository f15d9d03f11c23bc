package network.cuckoo.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import network.cuckoo.benchmarks.market.Market;
import network.cuckoo.db.DatabaseConfig;

/** What a draw costs with few and with very many miners in the epoch, and whether rounds over very many fit into a small heap. */
final class DrawPart {
    private static final List<Integer> MINERS = List.of(1_000, 10_000, 100_000, 1_000_000);
    private static final List<Integer> QUICK_MINERS = List.of(1_000, 10_000);
    private static final String LARGE_HEAP = "-Xmx1g";
    private static final String HEAP = "-Xmx256m";

    private final Bench bench;
    private final List<Integer> miners;

    private DrawPart(Bench bench) {
        this.bench = bench;
        this.miners = bench.load().quick() ? QUICK_MINERS : MINERS;
    }

    static void measure(Bench bench, ObjectNode json) throws Exception {
        var part = new DrawPart(bench);
        part.draws(json);
        part.heap(json.putObject("heap"));
    }

    private void draws(ObjectNode json) throws Exception {
        String sizes = miners.stream().map(String::valueOf).collect(Collectors.joining(","));
        JsonNode draws = MeasuredProcess.run(List.of(LARGE_HEAP), List.of("draw-run", "--miners", sizes), "");
        double first = draws.path(0).path("micros").asDouble();
        double slowest = 0;
        for (JsonNode draw : draws) {
            double micros = draw.path("micros").asDouble();
            slowest = Math.max(slowest, micros);
            Bench.say("%,9d miners: %.2f µs a draw, %.2f x", draw.path("miners").asInt(), micros, micros / first);
        }
        json.put("ratio", Bench.rounded(slowest / first)).set("draws", draws);
    }

    private void heap(ObjectNode json) throws Exception {
        int many = miners.getLast();
        Path folder = bench.folder().resolve("draw");
        DatabaseConfig address = bench.database("draw");
        Market.found(address, folder, HeapRun.ONLINE, many).close();
        JsonNode heap = MeasuredProcess.run(
                List.of(HEAP),
                List.of(
                        "heap-run",
                        "--database",
                        address.jdbcUrl(),
                        "--user",
                        address.user(),
                        "--folder",
                        folder.toString()),
                address.password().reveal());
        Bench.say(
                "rounds over %,d miners with %s: %,d MiB in use after collection, %,d MiB resident, %,d tasks placed",
                many,
                HEAP,
                heap.path("usedMiB").asLong(),
                heap.path("residentMiB").asLong(),
                heap.path("assigned").asLong());
        json.put("miners", many).put("maxMiB", 256).setAll((ObjectNode) heap);
    }
}
