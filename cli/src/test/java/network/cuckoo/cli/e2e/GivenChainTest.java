package network.cuckoo.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import network.cuckoo.domain.Wei;
import network.cuckoo.keys.Keystore;
import network.cuckoo.keys.NodeKey;
import network.cuckoo.keys.Password;
import network.cuckoo.testing.Anvil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A demo on a chain that is not its own. */
@Tag("deep")
class GivenChainTest {
    private static final Duration LIMIT = Duration.ofSeconds(240);
    private static final String PASSWORD = "of the one who pays";

    @TempDir
    Path temporary;

    @Test
    void once_paysFromTheFundersAccount_andLeavesTheChainRunning() throws Exception {
        Path keyFile = temporary.resolve("funder.json");
        NodeKey funder = NodeKey.generate(new SecureRandom());
        Keystore.write(keyFile, new Password(PASSWORD), funder, Keystore.Strength.LIGHT);
        try (var chain = Anvil.start("--block-time", "1")) {
            chain.setBalance(funder.address(), Wei.ofCai(10_000_000));
            try (var demo = DemoProcess.start(
                    temporary.resolve("network"),
                    Map.of("CUCKOO_FUNDER_PASSWORD", PASSWORD),
                    "--once",
                    "--rpc-url",
                    chain.uri().toString(),
                    "--funder-key-file",
                    keyFile.toString())) {
                int exitCode = demo.awaitEnd(LIMIT);
                assertThat(exitCode).as(demo.output()).isZero();
                assertThat(demo.summary().path("ok").asBoolean()).isTrue();
                assertThat(demo.run().path("rpc").asText())
                        .isEqualTo(chain.uri().toString());
                assertThat(demo.run().path("processes").has("chain")).isFalse();
                assertThat(demo.children()).as("processes still there").isEmpty();
            }
            assertThat(new BigInteger(
                            chain.call("eth_getBalance", funder.address().hex(), "latest")
                                    .asText()
                                    .substring(2),
                            16))
                    .isLessThan(Wei.ofCai(8_000_000).value());
            assertThat(chain.blockNumber()).isPositive();
        }
    }
}
