package network.cuckoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import network.cuckoo.domain.Wei;
import network.cuckoo.testing.RpcProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is begun happens once, whatever breaks in between: the process, the node's answer, the wait for a block. */
@Execution(ExecutionMode.CONCURRENT)
class InterruptedSendingTest {
    private static final String SEND = "eth_sendRawTransaction";
    private static final String STAKE = "stake --amount 100CAI";

    private final LocalNetwork network;
    private final RpcProxy proxy;
    private long before;
    private final List<String> broadcast = Collections.synchronizedList(new ArrayList<>());

    InterruptedSendingTest(@TempDir Path folder) {
        network = new LocalNetwork(folder);
        proxy = RpcProxy.to(network.chain().uri());
    }

    @BeforeEach
    void speakThroughTheProxy() {
        network.fund("staker", 1_000);
        network.shell().set("CUCKOO_RPC_URL", proxy.uri().toString());
        listen();
    }

    @AfterEach
    void end() {
        proxy.close();
        network.close();
    }

    @Test
    void rerun_sendsTheSameBytes_whenTheProcessWasKilledBetweenStoringAndBroadcasting() throws Exception {
        var reached = new CountDownLatch(1);
        var killed = new CountDownLatch(1);
        proxy.answering(call -> {
            if (!isSending(call)) {
                return Optional.empty();
            }
            reached.countDown();
            await(killed); // the bytes have left the process but no node has them yet
            return Optional.of("");
        });
        Process process = network.shell()
                .separately("chain " + STAKE + " --key-file " + network.shell().file("staker"));
        assertThat(reached.await(60, TimeUnit.SECONDS)).isTrue();
        process.destroyForcibly().waitFor();
        killed.countDown();
        assertThat(network.transactionsOf("staker")).isZero();
        String stored = onlyHash();
        listen();

        Shell.Run again = network.works("staker", STAKE);

        assertThat(again.err()).contains("unfinished from before: staking 100 CAI");
        assertThat(again.out()).contains("was done by an earlier command", stored);
        assertThat(broadcast).hasSize(1);
        assertStakedOnce();
    }

    @Test
    void command_findsItsTransaction_whenTheReplyIsLost() {
        proxy.answering(call -> {
            if (!isSending(call)) {
                return Optional.empty();
            }
            network.chain().call(SEND, call.path("params").path(0).asText());
            return Optional.of("");
        });

        network.works("staker", STAKE);

        assertStakedOnce();
    }

    @Test
    void rerun_findsItsTransaction_whenTheNodeFellSilentAfterTakingIt() {
        proxy.answering(call -> {
            if (!isSending(call)) {
                return Optional.empty();
            }
            network.chain().call(SEND, call.path("params").path(0).asText());
            proxy.down();
            return Optional.of("");
        });
        Shell.Run lost = network.shell().as("staker", STAKE);
        assertThat(lost.exitCode()).isEqualTo(ExitCode.UNREACHABLE.number());
        assertThat(lost.err()).contains("the account's next command sends the same bytes again");
        listen();

        assertThat(network.works("staker", STAKE).out()).contains("was done by an earlier command");

        assertThat(broadcast).as("it was in a block already").isEmpty();
        assertStakedOnce();
    }

    @Test
    void rerun_paysOnce_whenAGatewayPassedTheBytesOnAndAnsweredAnError() {
        proxy.answering(call -> {
            if (!isSending(call)) {
                return Optional.empty();
            }
            network.chain().call(SEND, call.path("params").path(0).asText());
            return Optional.of("{\"jsonrpc\":\"2.0\",\"id\":" + call.path("id")
                    + ",\"error\":{\"code\":-32603,\"message\":\"request timed out\"}}");
        });
        Shell.Run lost = network.shell().as("staker", STAKE);
        assertThat(lost.exitCode()).isEqualTo(ExitCode.FAILED.number());
        assertThat(lost.err())
                .contains(
                        "request timed out",
                        "whether it took it is not known; run the same command again",
                        "sends the same bytes again");
        listen();

        assertThat(network.works("staker", STAKE).out()).contains("was done by an earlier command");

        assertThat(broadcast).as("it was in a block already").isEmpty();
        assertStakedOnce();
    }

    @Test
    void rerun_sendsTheSameBytes_whenTheNodeHasThemAlready() {
        withoutBlocks();
        stuck(STAKE);
        stuck(STAKE);
        assertThat(broadcast).hasSize(2);
        assertThat(broadcast.getFirst()).isEqualTo(broadcast.getLast());
        network.chain().mine(1);

        network.works("staker", STAKE);

        assertStakedOnce();
    }

    @Test
    void rerun_isDone_thoughTheChainWouldRefuseItNow() {
        network.works("staker", STAKE);
        network.fund("council", 2_000);
        network.register("miner", "miner", 20_000, "");
        withoutBlocks();
        String accusation =
                "case propose --candidate " + network.address("miner") + " --result-digest 0x" + "e1".repeat(32);
        stuck("unstake --amount all");
        stuck("council", accusation);
        network.chain().mine(1);

        Shell.Run unstaked = network.works("staker", "unstake --json --amount all");
        Shell.Run accused = network.works("council", accusation);

        assertThat(unstaked.json().path("doneBefore").asBoolean()).isTrue();
        assertThat(accused.out()).contains("was done by an earlier command: accusing");
        network.refuses("staker", "unstake --amount all", ExitCode.REFUSED, "the free stake");
    }

    @Test
    void done_isTold_thoughTheNodeDiesBeforeWhatCameOfItIsRead() {
        minerWithFreeStake();
        afterTheReceipt(proxy::down);

        Shell.Run voted = network.works("miner", vote());

        assertThat(voted.out()).contains("done: voting");
        assertThat(voted.err()).contains("what came of it can't be told");
        assertThat(network.transactionsOf("miner")).isEqualTo(before + 1);
    }

    @Test
    void rerun_sendsNothing_whenTheProcessWasKilledBeforeItsEnd() throws Exception {
        minerWithFreeStake();
        var reached = new CountDownLatch(1);
        var killed = new CountDownLatch(1);
        afterTheReceipt(() -> proxy.answering(call -> {
            reached.countDown();
            await(killed);
            return Optional.of("");
        }));
        Process process = network.shell()
                .separately("chain " + vote() + " --key-file " + network.shell().file("miner"));
        assertThat(reached.await(60, TimeUnit.SECONDS)).isTrue();
        process.destroyForcibly().waitFor();
        killed.countDown();
        listen();

        assertThat(network.works("miner", vote()).out()).contains("was done by an earlier command: voting");

        assertThat(broadcast).isEmpty();
        assertThat(network.transactionsOf("miner")).isEqualTo(before + 1);
    }

    @Test
    void announcement_isFinishedByItsRerun_thoughASecondOneWouldBeRefused() {
        network.fund("council", 10);
        withoutBlocks();
        String announcement = "govern propose --set-case-bond 500CAI";
        stuck("council", announcement);
        network.chain().mine(1);

        assertThat(network.works("council", announcement).out()).contains("was done by an earlier command: announcing");
    }

    private void minerWithFreeStake() {
        network.register("miner", "miner", 20_000, "");
        network.works("miner", "stake --amount 50CAI");
        before = network.transactionsOf("miner");
        broadcast.clear();
    }

    private String vote() {
        return "vote --amount 7CAI --candidate " + network.address("miner");
    }

    /** Passes everything on until a receipt was given, and then does this. */
    private void afterTheReceipt(Runnable then) {
        proxy.answering(call -> {
            if (!call.path("method").asText().equals("eth_getTransactionReceipt")) {
                return Optional.empty();
            }
            JsonNode receipt = network.chain()
                    .call(
                            "eth_getTransactionReceipt",
                            call.path("params").path(0).asText());
            if (!receipt.isNull()) {
                then.run();
            }
            return Optional.of("{\"jsonrpc\":\"2.0\",\"id\":" + call.path("id") + ",\"result\":" + receipt + "}");
        });
    }

    @Test
    void replace_keepsBothForms_andOneOfThemCounts() {
        withoutBlocks();
        stuck(STAKE);
        Shell.Run wrong = network.shell().as("staker", "outbox replace --nonce 7 --bump-fees");
        assertThat(wrong.err()).contains("no unfinished transaction");

        stuck("outbox replace --nonce 0 --bump-fees");

        JsonNode forms = list().path("transactions").path(0).path("hashes");
        assertThat(forms).hasSize(2);
        network.chain().mine(1);
        Shell.Run resent = network.works("staker", "outbox resend --nonce 0");
        assertThat(resent.out()).contains("is done", forms.path(1).asText());
        assertThat(list().path("transactions")).isEmpty();
        assertStakedOnce();
    }

    @Test
    void dryRun_tellsWhatIsUnfinished_andSendsNothing() {
        withoutBlocks();
        stuck(STAKE);
        broadcast.clear();

        Shell.Run dry = network.works("staker", STAKE + " --dry-run --json");

        assertThat(dry.json().path("unfinished").asInt()).isEqualTo(1);
        assertThat(broadcast).isEmpty();
    }

    private void assertStakedOnce() {
        assertThat(network.transactionsOf("staker")).isEqualTo(1);
        JsonNode account = network.shows("status --json --account " + network.address("staker"))
                .json()
                .path("account");
        assertThat(account.path("freeWei").asText()).isEqualTo(Wei.ofCai(100).toString());
    }

    private void stuck(String line) {
        stuck("staker", line);
    }

    private void stuck(String person, String line) {
        Shell.Run run = network.shell().as(person, line + " --wait-seconds 1");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.number());
        assertThat(run.err()).contains("is in no block after 1 s", "cuckoo chain outbox --help");
    }

    private void withoutBlocks() {
        network.chain().call("evm_setAutomine", false);
    }

    private String onlyHash() {
        JsonNode stored = list().path("transactions");
        assertThat(stored).hasSize(1);
        return stored.path(0).path("hashes").path(0).asText();
    }

    private JsonNode list() {
        return network.shows("outbox list --json --account " + network.address("staker"))
                .json();
    }

    /** Passes everything on and writes down what is broadcast. */
    private void listen() {
        proxy.answering(call -> {
            if (isSending(call)) {
                broadcast.add(call.path("params").path(0).asText());
            }
            return Optional.empty();
        });
    }

    private static boolean isSending(JsonNode call) {
        return call.path("method").asText().equals(SEND);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("waited in vain");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
