package network.cuckoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import network.cuckoo.domain.Wei;
import network.cuckoo.testing.RpcProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is given up stays undone, or it is told that it was done after all. */
@Execution(ExecutionMode.CONCURRENT)
class DroppedTransactionTest {
    private static final String SEND = "eth_sendRawTransaction";
    private static final String STAKE = "stake --amount 100CAI";
    private static final String DROP = "outbox drop --nonce 0";

    private final LocalNetwork network;
    private final RpcProxy proxy;
    private final List<String> lost = Collections.synchronizedList(new ArrayList<>());

    DroppedTransactionTest(@TempDir Path folder) {
        network = new LocalNetwork(folder);
        proxy = RpcProxy.to(network.chain().uri());
    }

    @BeforeEach
    void speakThroughTheProxy() {
        network.fund("staker", 1_000);
        network.shell().set("CUCKOO_RPC_URL", proxy.uri().toString());
    }

    @AfterEach
    void end() {
        proxy.close();
        network.close();
    }

    @Test
    void drop_usesTheNonceUp_soThatTheOldBytesCanNeverCount() {
        loseWhatIsSent();
        stuck(STAKE);
        proxy.up();
        network.refuses("staker", DROP, ExitCode.USAGE, "--yes drops it without a question");
        network.refuses("staker", "outbox drop --nonce 3 --yes", ExitCode.USAGE, "no unfinished transaction");
        assertThat(network.works("staker", DROP + " --dry-run").out())
                .contains("nonce 0: staking 100 CAI", "hands over 100 CAI", "nothing was sent");

        JsonNode dropped = network.works("staker", DROP + " --yes --json").json();

        assertThat(dropped.path("dropped").asBoolean()).isTrue();
        assertThat(unfinished()).isEmpty();
        assertThat(network.transactionsOf("staker")).isEqualTo(1);
        assertThat(broadcast(lost.getFirst())).as("its nonce is used").isFalse();
        assertThat(free()).isEqualTo(Wei.ZERO);
        network.works("staker", STAKE);
        assertThat(free()).isEqualTo(Wei.ofCai(100));
    }

    @Test
    void drop_isTakenUpAgain_byTheNextCommand() {
        loseWhatIsSent();
        stuck(STAKE);
        stuck(DROP + " --yes");
        assertThat(lost).hasSize(2).doesNotHaveDuplicates();
        assertThat(network.shows("outbox list --account " + network.address("staker"))
                        .out())
                .contains("(in 2 forms)", "(being dropped)");
        stuck("outbox replace --nonce 0 --bump-fees");
        proxy.up();

        Shell.Run next = network.works("staker", "stake --amount 7CAI");

        assertThat(next.err()).contains("dropping staking 100 CAI", "staking 100 CAI is dropped");
        assertThat(free()).isEqualTo(Wei.ofCai(7));
    }

    @Test
    void drop_saysThatItWasDone_whenTheOldBytesWereFaster() {
        loseWhatIsSent();
        stuck(STAKE);
        stuck(DROP + " --yes");
        assertThat(broadcast(lost.getFirst())).isTrue();
        proxy.up();

        Shell.Run again = network.works("staker", STAKE);

        assertThat(again.out()).contains("was done by an earlier command");
        assertThat(free()).isEqualTo(Wei.ofCai(100));
    }

    @Test
    void drop_isRefused_whileTheNodeKnowsIt() {
        network.chain().call("evm_setAutomine", false);
        stuck(STAKE);
        network.refuses("staker", DROP + " --yes", ExitCode.REFUSED, "is known to the node");
        network.chain().mine(1);
        Shell.Run mined = network.shell().as("staker", DROP + " --yes");
        assertThat(mined.exitCode()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(mined.err()).contains("is in a block already");
    }

    @Test
    void forget_isForWhoCannotPay_andSaysLaterIfItHappenedAllTheSame() {
        loseWhatIsSent();
        stuck(STAKE);
        proxy.up();
        network.fund("staker", 0);
        network.refuses("staker", DROP + " --yes", ExitCode.FAILED, "an empty transaction in its place needs up to");

        Shell.Run forgotten = network.works("staker", DROP + " --yes --forget");

        assertThat(forgotten.out()).contains("it may still get into a block");
        assertThat(unfinished()).isEmpty();
        network.fund("staker", 1_000);
        proxy.answering(call -> {
            if (!isSending(call)) {
                return Optional.empty();
            }
            assertThat(broadcast(lost.getFirst())).as("some node had kept it").isTrue();
            return Optional.of("");
        });
        Shell.Run displaced = network.shell().as("staker", "stake --amount 7CAI");
        assertThat(displaced.exitCode()).isEqualTo(ExitCode.FAILED.number());
        assertThat(displaced.err()).contains("an earlier one was on its way all the same and took its nonce");
        assertThat(free()).isEqualTo(Wei.ofCai(100));
    }

    private void stuck(String line) {
        Shell.Run run = network.shell().as("staker", line + " --wait-seconds 1");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.FAILED.number());
        assertThat(run.err()).contains("is in no block after 1 s");
    }

    /** Whatever is sent reaches no node. */
    private void loseWhatIsSent() {
        proxy.answering(call -> {
            if (!isSending(call)) {
                return Optional.empty();
            }
            String raw = call.path("params").path(0).asText();
            if (!lost.contains(raw)) {
                lost.add(raw);
            }
            return Optional.of("");
        });
    }

    /** Hands old bytes to the chain. @return whether it takes them */
    private boolean broadcast(String raw) {
        try {
            network.chain().call(SEND, raw);
            return true;
        } catch (RuntimeException refused) {
            return false;
        }
    }

    private JsonNode unfinished() {
        return network.shows("outbox list --json --account " + network.address("staker"))
                .json()
                .path("transactions");
    }

    private Wei free() {
        JsonNode account = network.shows("status --json --account " + network.address("staker"))
                .json()
                .path("account");
        return Wei.parse(account.path("freeWei").asText());
    }

    private static boolean isSending(JsonNode call) {
        return call.path("method").asText().equals(SEND);
    }
}
