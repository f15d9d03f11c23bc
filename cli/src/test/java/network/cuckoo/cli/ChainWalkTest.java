package network.cuckoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The whole way of a stake and of a payment, by the commands alone. */
@Execution(ExecutionMode.CONCURRENT)
class ChainWalkTest {
    private static final String DIGEST = "0x" + "d1".repeat(32);
    private static final int DAY = LocalNetwork.DAY;

    private final Path folder;
    private final LocalNetwork network;

    ChainWalkTest(@TempDir Path folder) {
        this.folder = folder;
        this.network = new LocalNetwork(folder);
    }

    @AfterEach
    void end() {
        network.close();
    }

    @Test
    void stake_isVotedRewardedCutWithdrawn_andAPaymentIsClaimed() {
        getTokensAndVote();
        earn();
        accuseAndCut();
        leave();
        payAndClaim();
    }

    private void getTokensAndVote() {
        network.works("deployer", "faucet --to " + network.address("staker"));
        assertThat(network.balance("staker")).isEqualTo(Wei.ofCai(600));
        network.works("staker", "stake --amount 100CAI");
        network.register("miner", "miner", 20_000, "--commission 1000 --info 'first miner'");
        network.register("coordinator", "accuser", 2_000_000, "--url http://127.0.0.1:1");
        network.register("coordinator", "coordinator", 2_000_000, "--url http://127.0.0.1:2");

        JsonNode voted = network.works("staker", "vote --candidate " + miner() + " --amount 500CAI --json")
                .json();

        assertThat(voted.path("transactions")).as("400 CAI are staked first").hasSize(2);
        assertThat(weight()).isEqualTo(Wei.ofCai(20_500));
    }

    private void earn() {
        network.fund("payer", 200);
        Shell.Run funded = network.works("payer", "fund --candidate " + miner() + " --amount 100CAI");
        assertThat(funded.out()).contains("10 CAI (10 % commission)", "90 CAI to the stakers");
        network.pass(7 * DAY);
        JsonNode shown = network.shows("rewards show --json --account " + network.address("staker"))
                .json();
        Wei rewards = Wei.parse(shown.path("rewardsWei").asText());
        assertThat(rewards.toCai()).as("500 of 20,500 shares of 90 CAI").startsWith("2.195121951");
        JsonNode claimed = network.works("staker", "rewards claim --json").json();
        assertThat(claimed.path("paidWei").asText()).isEqualTo(rewards.toString());
        assertThat(network.works("miner", "credit claim").out()).contains("10 CAI");
    }

    private void accuseAndCut() {
        JsonNode opened = network.works(
                        "accuser",
                        "case propose --json --uri https://evidence.example --result-digest " + DIGEST + " --candidate "
                                + miner())
                .json();
        assertThat(opened.path("case").asInt()).isEqualTo(1);
        assertThat(next()).isEqualTo("answer decide a cut reject expire");
        network.refuses("arbiter", "case decide 1 --bps 1000", ExitCode.REFUSED, "[TooEarly]");
        network.refuses("staker", "case answer 1", ExitCode.REFUSED, "[NotAllowed]");
        network.works("miner", "case answer 1 --uri https://answer.example");
        network.refuses("arbiter", "case decide 1 --bps 3001", ExitCode.REFUSED, "[SlashTooHigh]");
        network.refuses("arbiter", "case decide 1 --bps 1000", ExitCode.FAILED, "has 0 CAI");
        network.fund("arbiter", 1);
        Shell.Run decided = network.works("arbiter", "case decide 1 --bps 1000");
        assertThat(decided.out()).contains("2050 CAI of 20500 CAI");
        assertThat(next()).isEqualTo("veto execute expire");
        network.refuses("staker", "case execute 1", ExitCode.REFUSED, "[TooEarly]");
        network.pass(DAY);

        network.works("staker", "case execute 1");

        assertThat(next()).isEmpty();
        assertThat(network.shows("case show 1").out())
                .contains("opened by", "answered", "decided: a cut of 10 %", "1845 CAI burned", "closed");
        assertThat(weight()).as("the own stake fell below the minimum").isEqualTo(Wei.ZERO);
        network.fund("treasury", 1);
        assertThat(network.works("treasury", "credit claim").out()).contains("205 CAI");
        assertThat(network.works("accuser", "credit claim").out())
                .as("the bond")
                .contains("1000 CAI");
    }

    private void leave() {
        Shell.Run part = network.works("staker", "unvote --candidate " + miner() + " --amount 100CAI");
        assertThat(part.out()).contains("cooling entry 1");
        network.works("staker", "unvote --candidate " + miner() + " --amount all");
        network.refuses("staker", "withdraw --all-ready", ExitCode.REFUSED, "nothing of");
        network.refuses("staker", "withdraw --id 1", ExitCode.REFUSED, "can be withdrawn from");
        network.pass(7 * DAY);
        network.works("staker", "withdraw --id 1 --to-free");
        Wei before = network.balance("staker");

        JsonNode rest = network.works("staker", "withdraw --all-ready --json").json();

        assertThat(Wei.parse(rest.path("amountWei").asText()).toCai())
                .as("500 CAI less a tenth, less what went to the free stake")
                .startsWith("349.99999");
        assertThat(network.balance("staker")).isGreaterThan(before.plus(Wei.ofCai(349)));
        network.works("staker", "unstake --amount all");
    }

    private void payAndClaim() {
        network.fund("app", 100);
        Address coordinator = network.address("coordinator");
        network.works("app", "escrow deposit --coordinator " + coordinator + " --amount 50CAI --app-ref " + DIGEST);
        network.refuses(
                "app", "escrow deposit --coordinator " + miner() + " --amount 1CAI", ExitCode.REFUSED, "is not");
        try (var payouts = new Payouts(network, folder, "coordinator")) {
            long epoch = payouts.commit();
            Payouts.Leaf refund = payouts.leaf(epoch, network.address("app"), 5, false);
            Payouts.Leaf work = payouts.leaf(epoch, miner(), 20, true);
            network.refuses(payouts.node(), payouts.posting(refund, work), ExitCode.REFUSED, "[EpochNotOver]");
            network.pass(60);
            payouts.post(refund, work);
            Path proof = payouts.proof(refund, work);
            network.refuses("staker", "claim --proof-file " + proof, ExitCode.REFUSED, "[RootNotFinal]");
            network.pass(DAY);
            Wei before = network.balance("app");

            network.works("staker", "claim --proof-file " + proof);
            network.works("staker", "claim --proof-file " + payouts.proof(work, refund));

            assertThat(network.balance("app")).isEqualTo(before.plus(Wei.ofCai(5)));
            network.refuses("staker", "claim --proof-file " + proof, ExitCode.REFUSED, "nothing is left to claim");
        }
        assertThat(network.works("miner", "credit claim").out())
                .as("a tenth of 20 CAI")
                .contains("2 CAI");
        takeEscrowBack(coordinator);
    }

    private void takeEscrowBack(Address coordinator) {
        network.refuses("coordinator", "escrow request --amount 26CAI", ExitCode.REFUSED, "[EscrowTooSmall]");
        network.works("coordinator", "escrow request --amount 25CAI");
        network.refuses("coordinator", "escrow withdraw", ExitCode.REFUSED, "is ready at");
        network.pass(7 * DAY);
        network.works("coordinator", "escrow withdraw");
        JsonNode shown =
                network.shows("escrow show --json --coordinator " + coordinator).json();
        assertThat(shown.path("withdrawnWei").asText()).isEqualTo(Wei.ofCai(25).toString());
        assertThat(shown.path("uncommittedWei").asText()).isEqualTo("0");
    }

    private Address miner() {
        return network.address("miner");
    }

    private Wei weight() {
        JsonNode shown = network.shows("status --json --candidate " + miner()).json();
        return Wei.parse(shown.path("candidates").path(0).path("weightWei").asText());
    }

    private String next() {
        var steps = new StringBuilder();
        network.shows("case show 1 --json")
                .json()
                .path("next")
                .forEach(each -> steps.append(' ').append(each.path("step").asText()));
        return steps.toString().strip();
    }
}
