package network.cuckoo.indexer.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import network.cuckoo.testing.Anvil;
import network.cuckoo.testing.SocketRelay;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A line that died without a word is given up, and another one taken. */
class HeadSubscriptionTest {
    private final Anvil anvil = Anvil.start();
    private final SocketRelay relay = SocketRelay.to(anvil.uri());

    @AfterEach
    void close() {
        relay.close();
        anvil.close();
    }

    @Test
    void silentLine_isGivenUp_andTakenAnewOnceTheNodeIsHeard() {
        var calls = new AtomicInteger();
        try (var heads = new HeadSubscription(RpcUrl.of(relay.uri()), calls::incrementAndGet, Duration.ofMillis(500))) {
            heads.start();
            awaitTrue(heads::isLive);

            relay.silenceWebSockets(true);
            awaitTrue(() -> !heads.isLive());
            relay.silenceWebSockets(false);
            awaitTrue(heads::isLive);

            int before = calls.get();
            anvil.mine(1);
            awaitTrue(() -> calls.get() > before);
            assertThat(relay.webSockets()).isEqualTo(1);
        }
    }

    private static void awaitTrue(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }
}
