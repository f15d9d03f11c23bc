package network.cuckoo.worker.inference;

import ai.djl.huggingface.tokenizers.jni.LibUtils;
import java.nio.file.Path;
import java.util.Map;
import network.cuckoo.worker.bundle.CacheLock;

/** The tokenizers' native part (12 MB), which works without an engine. */
final class TokenizerLibrary {
    private static final Map<String, String> SETTINGS = Map.of("ai.djl.offline", "true", "OPT_OUT_TRACKING", "true");

    private TokenizerLibrary() {}

    /** Loads it into this process; the first process to need it unpacks it while others wait. @param cache folder for natives */
    static void load(Path cache) {
        SETTINGS.forEach(System::setProperty);
        System.setProperty("DJL_CACHE_DIR", cache.toString());
        try (var _ = CacheLock.acquire(cache.resolve("tokenizers.lock"))) {
            LibUtils.checkStatus();
        }
    }
}
