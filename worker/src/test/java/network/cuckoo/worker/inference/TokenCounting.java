package network.cuckoo.worker.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that counts tokens once and says whether it has PyTorch in its memory. */
final class TokenCounting {
    private TokenCounting() {}

    public static void main(String[] arguments) throws IOException {
        try (var counter = TokenCounter.start(Path.of(arguments[0]), TestModels.bundles())) {
            int tokens = counter.count(TestModels.EMOJI, "a red apple").count();
            boolean pyTorch = Files.readString(Path.of("/proc/self/maps")).contains("libtorch");
            System.out.print(tokens + " tokens, PyTorch " + pyTorch);
        }
    }
}
