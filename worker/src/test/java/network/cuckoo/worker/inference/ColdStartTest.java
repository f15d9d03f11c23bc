package network.cuckoo.worker.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three miners on a fresh machine share one cache; 600 MB are written, hence not in every build. */
@Tag("deep")
class ColdStartTest {
    @TempDir
    private Path cache;

    @Test
    void natives_areUnpackedOnce_whenThreeProcessesStartAtOnce() throws Exception {
        var killedUnpacker = cache.resolve("djl/pytorch/tmp-left-behind");
        Files.createDirectories(killedUnpacker);
        Files.writeString(killedUnpacker.resolve("libtorch_cpu.so"), "half");
        Callable<List<OfferedModel>> miner = () -> {
            try (var process = InferenceProcess.start(InferenceSettings.withCache(cache))) {
                return process.models();
            }
        };

        try (var miners = Executors.newFixedThreadPool(3)) {
            var offered = miners.invokeAll(List.of(miner, miner, miner));
            assertThat(offered)
                    .allSatisfy(models -> assertThat(models.resultNow()).hasSize(2));
        }

        assertThat(children(cache.resolve("djl/pytorch"))).hasSize(1);
        assertThat(children(cache.resolve("torchscript")).stream().filter(name -> name.endsWith(".pt")))
                .hasSize(3);
    }

    private static List<String> children(Path folder) throws IOException {
        try (var paths = Files.list(folder)) {
            return paths.map(path -> path.getFileName().toString()).toList();
        }
    }
}
