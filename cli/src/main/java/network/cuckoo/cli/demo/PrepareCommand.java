package network.cuckoo.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import network.cuckoo.cli.process.TemporaryFolder;
import network.cuckoo.cli.settings.CacheFolder;
import network.cuckoo.db.LocalPostgres;
import network.cuckoo.worker.inference.InferenceProcess;
import network.cuckoo.worker.inference.InferenceSettings;
import picocli.CommandLine.Command;

/** {@code cuckoo prepare}: unpacks once what demos and miners need, so that their first start is as fast as the next. */
@Command(
        name = "prepare",
        description = {
            "Unpack Postgres' programs and PyTorch's natives and assemble the models, once for this user.",
            "Demos and miners do it themselves where it was not done."
        })
public final class PrepareCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        Path cache = Files.createDirectories(CacheFolder.find());
        CompletableFuture<Void> postgres = CompletableFuture.runAsync(() -> startPostgres(cache));
        InferenceProcess.start(InferenceSettings.withCache(cache)).close();
        postgres.join();
        return 0;
    }

    private static void startPostgres(Path cache) {
        try (var folder = TemporaryFolder.make("cuckoo-prepare");
                var postgres = LocalPostgres.start(folder.path(), cache)) {
            postgres.config();
        }
    }
}
