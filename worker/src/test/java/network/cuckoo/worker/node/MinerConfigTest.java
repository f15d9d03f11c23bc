package network.cuckoo.worker.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.ModelId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings as people write them. */
class MinerConfigTest {
    private static final Map<String, String> LEAST =
            Map.of("coordinator", "http://127.0.0.1:8080", "chain-id", "31337", "cache-dir", "data/cache");

    @Test
    void defaults_areAsDocumented() {
        var config = MinerConfig.parse(LEAST, Harness.KEY);

        assertThat(config.target()).isEqualTo(CoordinatorTarget.at(URI.create("http://127.0.0.1:8080")));
        assertThat(config.chainId()).isEqualTo(new ChainId(31337));
        assertThat(config.cacheDir()).isEqualTo(Path.of("data/cache"));
        assertThat(config.places()).isEqualTo(Map.of(new ModelId("emoji"), 1, new ModelId("minilm"), 1));
        assertThat(config.owner()).isEmpty();
        assertThat(config.gpu()).isZero();
        assertThat(config.limits()).isEqualTo(new MinerLimits(Duration.ofMinutes(1), 1 << 20, Duration.ofMillis(500)));
        assertThat(config.retry()).isEqualTo(new RetryTimes(Duration.ofMillis(250), Duration.ofSeconds(5)));
        assertThat(config.http().connect()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.http().answer()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.software()).startsWith("cuckoo-miner/");
        assertThat(config.toString()).doesNotContain(Harness.KEY.revealHex());
    }

    @Test
    void addresses_mayBeSeveral() {
        var config = MinerConfig.parse(with("coordinator", "http://a:1, https://b/api"), Harness.KEY);

        assertThat(config.target().addresses()).containsExactly(URI.create("http://a:1"), URI.create("https://b/api"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "coordinator   | ftp://a               | coordinator 'ftp://a': not an http or https address",
                "coordinator   | http://u:p@a          | user, query and fragment have no place in it",
                "coordinator   | http://a b            | coordinator 'http://a b'",
                "chain-id      | eins                  | chain-id 'eins' is not a whole number",
                "chain-id      | -1                    | chain-id '-1': ChainId is negative",
                "models        | emoji                 | models 'emoji': 'emoji' is not MODEL=PLACES",
                "models        | emoji=x               | models 'emoji=x' is not a whole number",
                "models        | emoji=1,emoji=2       | emoji is there twice",
                "models        | emoji=0               | places of emoji must be 1 or more, not 0",
                "models        | emoji=1000,minilm=25  | there may be 1024 places in all, not 1025",
                "models        | Emoji=1               | not a model name",
                "owner         | 0x12                  | owner '0x12': not an address",
                "staking       | x                     | staking 'x': not an address",
                "gpu           | -1                    | gpu must be 0 or more, not -1",
                "drain-seconds | -1                    | times must not be negative",
                "max-output-bytes | 0                  | outputBytes must be positive",
                "colour        | red                   | colour is not a setting"
            })
    void badValue_isRefused_namingItAndWhy(String name, String value, String complaint) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> MinerConfig.parse(with(name, value), Harness.KEY))
                .withMessageStartingWith("the miner can't start: ")
                .withMessageContaining(complaint);
    }

    @Test
    void allBadValues_areNamedAtOnce() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> MinerConfig.parse(Map.of("gpu", "x"), Harness.KEY))
                .withMessageContaining("coordinator is missing")
                .withMessageContaining("chain-id is missing")
                .withMessageContaining("cache-dir is missing")
                .withMessageContaining("gpu 'x'");
    }

    @Test
    void ownersOwnKey_isRefused() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() ->
                        MinerConfig.parse(with("owner", Harness.KEY.address().hex()), Harness.KEY))
                .withMessageContaining("a node needs a key of its own");
    }

    private static Map<String, String> with(String name, String value) {
        var settings = new HashMap<>(LEAST);
        settings.put(name, value);
        return settings;
    }
}
