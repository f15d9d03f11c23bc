package network.cuckoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoggingTest {
    private static final String CUDA = "log.ai.djl.util.cuda";

    @Test
    void settings_keepCudaOutOfACoordinatorsLog_butInAMiners() {
        assertThat(Logging.settings("coordinator", "--port", "0"))
                .containsEntry(CUDA, "off")
                .containsEntry("defaultLogLevel", "info");
        assertThat(Logging.settings("miner")).doesNotContainKey(CUDA).containsEntry("defaultLogLevel", "info");
        assertThat(Logging.settings("demo")).containsEntry("defaultLogLevel", "warn");
    }
}
