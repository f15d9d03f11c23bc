package network.cuckoo.cli.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.chain.outbox.Outbox;
import network.cuckoo.cli.chain.outbox.StoredTransaction;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;
import network.cuckoo.keys.NodeKey;
import network.cuckoo.testing.Anvil;
import network.cuckoo.testing.RpcProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTest {
    private static final Address RECEIVER = Address.parse("0x00000000000000000000000000000000000000aa");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final NodeKey key = NodeKey.generate(new SecureRandom());
    private final List<String> said = new ArrayList<>();
    private int leftByTheGateway;

    @Test
    void send_takesTurns_whenManyThreadsSendForOneAccount() throws Exception {
        try (var anvil = Anvil.start();
                var chain = new ChainAccess(anvil.uri());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            anvil.setBalance(key.address(), Wei.ofCai(100));
            List<Future<Landed>> sent = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                sent.add(threads.submit(() -> pay(chain, Wei.ofCai(1))));
            }
            for (Future<Landed> each : sent) {
                assertThat(each.get().worked()).isTrue();
            }
            assertThat(chain.balanceOf(RECEIVER)).isEqualTo(Wei.ofCai(8));
            assertThat(stored(chain)).isEmpty();
        }
    }

    @Test
    void send_usesAGasPrice_whereTheChainHasNoBaseFee() {
        try (var anvil = Anvil.start("--hardfork", "berlin");
                var chain = new ChainAccess(anvil.uri())) {
            anvil.setBalance(key.address(), Wei.ofCai(2));

            Landed landed = pay(chain, Wei.ofCai(1));

            assertThat(anvil.call("eth_getTransactionByHash", landed.hash().hex())
                            .path("type")
                            .asText())
                    .isEqualTo("0x0");
            assertThat(chain.balanceOf(RECEIVER)).isEqualTo(Wei.ofCai(1));
        }
    }

    @Test
    void finish_saysThatItDidNotHappen_whenAnotherWalletTookTheNonce() {
        try (var anvil = Anvil.start();
                var chain = new ChainAccess(anvil.uri())) {
            anvil.setBalance(key.address(), Wei.ofCai(10));
            anvil.call("evm_setAutomine", false);
            assertThatThrownBy(() -> payWithin(chain, Wei.ofCai(1), Duration.ofMillis(300)))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("is in no block");
            var fees = Fees.suggestedBy(chain).bumped().bumped();
            var other = Signing.sign(
                    key,
                    chain.chainId(),
                    BigInteger.ZERO,
                    Optional.of(RECEIVER),
                    "0x",
                    Wei.ofCai(3),
                    BigInteger.valueOf(21_000),
                    fees);
            anvil.call("eth_sendRawTransaction", other.raw());
            anvil.call("evm_setAutomine", true);
            anvil.mine(1);

            pay(chain, Wei.ofCai(2));

            assertThat(said).anyMatch(each -> each.contains("did not happen: another transaction took its nonce"));
            assertThat(chain.balanceOf(RECEIVER)).isEqualTo(Wei.ofCai(5));
        }
    }

    @Test
    void send_keepsNothing_whenTheNodeTurnsTheBytesDownForCertain() {
        try (var anvil = Anvil.start();
                var chain = new ChainAccess(anvil.uri());
                var sender = Sender.take(chain, key, folder, PATIENCE, said::add)) {
            anvil.setBalance(key.address(), Wei.ofCai(10));
            Call call = Call.payment(RECEIVER, Wei.ofCai(1));

            assertThatThrownBy(() -> sender.send(call, BigInteger.valueOf(20_000), Fees.suggestedBy(chain)))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("the node did not take it");

            assertThat(stored(chain)).isEmpty();
            assertThat(Outbox.finishedIn(folder, chain.chainId(), chain.genesis(), key.address()))
                    .singleElement()
                    .satisfies(each -> assertThat(each.outcome().orElseThrow()).startsWith("refused by the node"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insufficient funds for gas * price + value: balance 1, tx cost 2, overshot 1", // geth
                "replacement transaction underpriced", // geth, reth
                "max fee per gas less than block base fee: address 0xaa, maxFeePerGas: 1, baseFee: 2", // geth
                "exceeds block gas limit", // geth, reth
                "intrinsic gas too low: gas 1, minimum needed 21000", // geth
                "IntrinsicGas", // Erigon
                "FeeTooLow, MaxFeePerGas too low", // Nethermind
                "GasLimitExceeded, Gas limit: 1", // Nethermind
                "Upfront cost exceeds account balance" // Besu
            })
    void send_forgetsTheBytes_whenAnyClientTurnsThemDown(String reason) {
        assertThatThrownBy(() -> payThroughAGatewayThatSays(-32000, reason))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("the node did not take it");
        assertThat(leftByTheGateway).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "request timed out",
                "Internal error",
                "too many requests, retry in 10s",
                "header not found",
                "backend response too large",
                "no available upstream"
            })
    void send_keepsTheBytes_whenTheErrorDoesNotTellWhetherTheyWereTaken(String reason) {
        assertThatThrownBy(() -> payThroughAGatewayThatSays(-32603, reason))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("whether it took it is not known; run the same command again");
        assertThat(leftByTheGateway).isOne();
    }

    private void payThroughAGatewayThatSays(int code, String reason) {
        try (var anvil = Anvil.start();
                var gateway = RpcProxy.to(anvil.uri());
                var chain = new ChainAccess(gateway.uri())) {
            anvil.setBalance(key.address(), Wei.ofCai(10));
            gateway.answering(call -> call.path("method").asText().equals("eth_sendRawTransaction")
                    ? Optional.of("{\"jsonrpc\":\"2.0\",\"id\":" + call.path("id") + ",\"error\":{\"code\":" + code
                            + ",\"message\":\"" + reason + "\"}}")
                    : Optional.empty());
            try {
                pay(chain, Wei.ofCai(1));
            } finally {
                leftByTheGateway = stored(chain).size();
            }
        }
    }

    private Landed pay(ChainAccess chain, Wei amount) {
        return payWithin(chain, amount, PATIENCE);
    }

    private Landed payWithin(ChainAccess chain, Wei amount, Duration patience) {
        try (var sender = Sender.take(chain, key, folder, patience, said::add)) {
            sender.finishUnfinished();
            return sender.send(Call.payment(RECEIVER, amount));
        }
    }

    private List<StoredTransaction> stored(ChainAccess chain) {
        return Outbox.unfinishedIn(folder, chain.chainId(), chain.genesis(), key.address());
    }
}
