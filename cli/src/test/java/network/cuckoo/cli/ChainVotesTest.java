package network.cuckoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Optional;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;
import network.cuckoo.testing.RpcProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Votes for several, and what is tried before the first of several transactions is sent. */
@Execution(ExecutionMode.CONCURRENT)
class ChainVotesTest {
    private final LocalNetwork network;

    ChainVotesTest(@TempDir Path folder) {
        this.network = new LocalNetwork(folder);
    }

    @BeforeEach
    void register() {
        network.register("miner", "first", 20_000, "--commission 500");
        network.register("miner", "second", 20_000, "");
        network.fund("staker", 1_000);
    }

    @AfterEach
    void end() {
        network.close();
    }

    @Test
    void several_areVotedForAndLeft_inOneTransaction() {
        JsonNode voted = network.works(
                        "staker", "vote --json --for " + first() + "=300CAI --for " + second() + "=200CAI")
                .json();
        assertThat(voted.path("votes")).hasSize(2);
        assertThat(voted.path("votes").path(1).path("amountWei").asText())
                .isEqualTo(Wei.ofCai(200).toString());
        assertThat(voted.path("transactions")).as("500 CAI are staked first").hasSize(2);

        Shell.Run left = network.works("staker", "unvote --from " + first() + "=100CAI --from " + second() + "=all");

        assertThat(left.out()).contains("cooling entries 1, 2", "withdraw --id 1 --id 2");
        JsonNode positions = network.shows("status --json --account " + network.address("staker"))
                .json()
                .path("account")
                .path("positions");
        assertThat(positions).hasSize(1);
        assertThat(positions.path(0).path("valueWei").asText())
                .isEqualTo(Wei.ofCai(200).toString());
    }

    @Test
    void choice_isRefused_whenItIsNotPlain() {
        String one = " --for " + first() + "=5CAI";
        network.refuses("staker", "vote", ExitCode.USAGE, "which candidate, and how much?");
        network.refuses("staker", "vote --amount 5CAI", ExitCode.USAGE, "which candidate, and how much?");
        network.refuses("staker", "vote --amount 5CAI --candidate " + first() + one, ExitCode.USAGE, "which candidate");
        network.refuses("staker", "vote" + one + one, ExitCode.USAGE, "twice");
        network.refuses("staker", "vote --for " + first(), ExitCode.USAGE, "not ADDRESS=AMOUNT");
        network.refuses("staker", "vote --for " + first() + "=all", ExitCode.USAGE, "takes an amount");
        network.refuses("staker", "vote --for " + first() + "=-1CAI", ExitCode.USAGE, "not an amount");
        network.refuses("staker", "vote" + one + " --for " + second() + "=0.5CAI", ExitCode.REFUSED, "[VoteTooSmall]");
        network.refuses("staker", "unvote --from " + first() + "=1CAI", ExitCode.REFUSED, "[InsufficientShares]");
        network.refuses("staker", "stake --amount " + "9".repeat(80), ExitCode.USAGE, "more than there can be");
        network.refuses("staker", "stake --amount 1CAI --wait-seconds 0", ExitCode.USAGE, "must be at least 1");
        network.refuses("staker", "stake --amount 1CAI --start-block -1", ExitCode.USAGE, "-1");
        network.refuses("staker", "withdraw --id -1", ExitCode.USAGE, "not a number from 0 on");
    }

    @Test
    void vote_stakesNothing_whenThePoolIsFrozen() {
        network.fund("council", 2_000);
        network.works("council", "case propose --candidate " + first() + " --result-digest 0x" + "e1".repeat(32));

        network.refuses("staker", "vote --amount 5CAI --candidate " + first(), ExitCode.REFUSED, "[PoolFrozen]");
    }

    @Test
    void contract_speaksFirst_whenTheAccountIsPoorToo() {
        network.fund("poor", 0);
        network.refuses(
                "poor",
                "fund --amount 5CAI --candidate " + network.address("poor"),
                ExitCode.REFUSED,
                "[NotRegistered]");
    }

    @Test
    void vote_goesTheOldWay_whereTheNodeCannotSimulate() {
        try (var proxy = RpcProxy.to(network.chain().uri())) {
            proxy.answering(ChainVotesTest::withoutSimulation);
            network.shell().set("CUCKOO_RPC_URL", proxy.uri().toString());
            network.refuses("staker", "vote --amount 1001CAI --candidate " + first(), ExitCode.FAILED, "has 1000 CAI");
            network.refuses("staker", "unstake --amount 0CAI", ExitCode.REFUSED, "the free stake");

            JsonNode dry = network.works("staker", "vote --dry-run --json --amount 5CAI --candidate " + first())
                    .json();
            Shell.Run voted = network.works("staker", "vote --amount 5CAI --candidate " + first());

            assertThat(dry.path("gasIsKnown").asBoolean()).isFalse();
            assertThat(voted.out()).contains("what this node can't try before the first call is done");
        }
    }

    @Test
    void dryRun_thatIsRefused_isOneJsonObject() {
        Shell.Run refused = network.shell()
                .as("staker", "fund --dry-run --json --amount 5CAI --candidate " + network.address("staker"));
        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(refused.json().path("refused").asBoolean()).isTrue();
        assertThat(refused.json().path("error").asText()).isEqualTo("NotRegistered");
        assertThat(refused.json().path("exitCode").asInt()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(refused.err()).contains(refused.json().path("reason").asText());

        Shell.Run poor = network.shell().as("staker", "stake --dry-run --json --amount 1001CAI");
        assertThat(poor.exitCode()).isEqualTo(ExitCode.FAILED.number());
        assertThat(poor.json().path("reason").asText()).contains("has 1000 CAI");
        assertThat(poor.json().has("error")).isFalse();

        network.chain().setBalance(network.address("exact"), Wei.ofCai(5));
        JsonNode tight =
                network.works("exact", "stake --dry-run --json --amount 5CAI").json();
        assertThat(tight.path("refused").asBoolean()).isFalse();
        assertThat(tight.path("payable").asBoolean())
                .as("nothing is left for gas")
                .isFalse();
    }

    @Test
    void status_showsCommissions_andAnAnnouncedRise() {
        String status = "status --candidate " + first();
        assertThat(network.shows(status).out()).contains("commission 5 %").doesNotContain("rises");
        network.refuses("first", "commission --bps 10001", ExitCode.REFUSED, "[CommissionTooHigh]");
        network.refuses("first", "commission --bps -1", ExitCode.USAGE, "0 to 10000");
        network.works("first", "commission --bps 700");
        assertThat(network.shows(status).out()).contains("commission 5 %, rises to 7 % at");
        JsonNode waiting = candidate();
        assertThat(waiting.path("commissionBps").asInt()).isEqualTo(500);
        assertThat(waiting.path("nextCommissionBps").asInt()).isEqualTo(700);
        assertThat(waiting.path("nextCommissionAt").asLong())
                .isGreaterThan(network.chain().blockTimeSeconds());

        network.pass(7 * LocalNetwork.DAY + 60);

        assertThat(network.shows(status).out()).contains("commission 7 %").doesNotContain("rises");
        assertThat(candidate().has("nextCommissionBps")).isFalse();
    }

    private JsonNode candidate() {
        return network.shows("status --json --candidate " + first())
                .json()
                .path("candidates")
                .path(0);
    }

    private static Optional<String> withoutSimulation(JsonNode call) {
        return call.path("method").asText().equals("eth_simulateV1")
                ? Optional.of("{\"jsonrpc\":\"2.0\",\"id\":" + call.path("id")
                        + ",\"error\":{\"code\":-32601,\"message\":\"the method does not exist\"}}")
                : Optional.empty();
    }

    private Address first() {
        return network.address("first");
    }

    private Address second() {
        return network.address("second");
    }
}
