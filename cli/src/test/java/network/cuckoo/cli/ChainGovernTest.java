package network.cuckoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import network.cuckoo.domain.Wei;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A network's rules, what its governor does, who may accuse, and what a new network must satisfy. */
@Execution(ExecutionMode.CONCURRENT)
class ChainGovernTest {
    private static final int DAY = LocalNetwork.DAY;
    private static final String HASH = "0x" + "aa".repeat(32);

    private final LocalNetwork network;

    ChainGovernTest(@TempDir Path folder) {
        this.network = new LocalNetwork(folder);
    }

    @BeforeEach
    void fund() {
        network.fund("council", 3_000);
        network.fund("guardian", 1);
    }

    @AfterEach
    void end() {
        network.close();
    }

    @Test
    void parameters_tellAllRules_rolesAndPauses() {
        String text = network.shows("parameters").out();
        assertThat(text)
                .contains("fixed for ever", "20000 CAI", "11 min 40 s", "50 %", "council", "not paused", "at any time");
        network.works("guardian", "pause --part settlement --seconds 50");
        doAfterTheDelay("--appoint-referee " + network.address("referee"));
        doAfterTheDelay("--set-policy-of " + HASH + " --policy " + HASH);

        JsonNode rules = network.shows("parameters --json").json();

        assertThat(rules.path("fixed").path("minCoordinatorStakeWei").asText())
                .isEqualTo(Wei.ofCai(2_000_000).toString());
        assertThat(rules.path("fixed").path("cooldownSeconds").asLong()).isEqualTo(7 * DAY);
        assertThat(rules.path("fixed").path("accusationPauseSeconds").asLong()).isEqualTo(30 * DAY);
        assertThat(rules.path("fixed").path("rootWindowSeconds").asLong()).isEqualTo(DAY);
        assertThat(rules.path("fixed").path("slashCeilingBps").asInt()).isEqualTo(5_000);
        assertThat(rules.path("governed").path("arbiter").asText())
                .isEqualTo(network.address("arbiter").hex());
        assertThat(rules.path("governed").path("referees").path(0).asText())
                .isEqualTo(network.address("referee").hex());
        assertThat(rules.path("governed").path("modelPolicies").path(0).asText())
                .isEqualTo(HASH + ": " + HASH);
        assertThat(rules.path("governor").path("council").path(0).asText())
                .isEqualTo(network.address("council").hex());
        assertThat(rules.path("governor").path("governorDelaySeconds").asLong()).isEqualTo(15 * DAY);
        assertThat(rules.path("pauses").path("stakingPausedUntil").asLong()).isZero();
        long until = rules.path("pauses").path("settlementPausedUntil").asLong();
        assertThat(rules.path("pauses").path("settlementNextPauseAt").asLong()).isEqualTo(until + 7 * DAY);
    }

    @Test
    void rule_isNotAnnounced_ifTheContractWouldRefuseItLater() {
        network.register("miner", "miner", 20_000, "");
        network.refuses("council", "govern propose --set-max-slash 5001", ExitCode.REFUSED, "[InvalidParameter]");
        network.refuses("council", "govern propose --set-max-slash 10001", ExitCode.USAGE, "0 to 10000");
        network.refuses("council", "govern propose --set-case-bond 0CAI", ExitCode.REFUSED, "[InvalidParameter]");
        network.refuses(
                "council",
                "govern propose --share-bps 2001 --set-treasury " + network.address("council"),
                ExitCode.REFUSED,
                "treasuryShareBps");
        network.refuses(
                "council", "govern propose --set-arbiter " + network.address("miner"), ExitCode.REFUSED, "arbiter");
        network.refuses("council", "govern propose --pay " + network.address("miner"), ExitCode.USAGE, "--amount");
        network.refuses(
                "council",
                "govern propose --amount 0CAI --pay " + network.address("miner"),
                ExitCode.USAGE,
                "more than zero");
        network.refuses("miner", "govern cancel --claim-credit", ExitCode.REFUSED, "no member of the council");
    }

    @Test
    void bondOfTheCouncilsCase_returnsToTheGovernor_andIsPaidOutByIt() {
        network.register("miner", "miner", 20_000, "");
        Shell.Run opened = network.works("council", "case propose --result-digest " + HASH + " --candidate " + miner());
        assertThat(opened.out()).contains("as credit of the governor");
        network.pass(7 * DAY);
        network.works("council", "case expire 1");
        String pay = "--pay " + network.address("treasury") + " --amount 1000CAI";
        assertThat(network.works("council", "govern propose " + pay).out())
                .contains("holds 0 CAI and has a credit of 1000 CAI");
        network.works("council", "govern propose --claim-credit");
        network.refuses("council", "govern propose --claim-credit", ExitCode.REFUSED, "was announced for");
        network.pass(15 * DAY);
        network.refuses("guardian", "govern execute " + pay, ExitCode.REFUSED, "too little to pay 1000 CAI");

        network.works("guardian", "govern execute --claim-credit");
        network.refuses(
                "guardian",
                "govern execute " + pay.replace("1000CAI", "999CAI"),
                ExitCode.REFUSED,
                "[TimelockUnexpectedOperationState]");
        network.works("guardian", "govern execute " + pay);

        assertThat(network.balance("treasury")).isEqualTo(Wei.ofCai(1_000));
        network.refuses("council", "govern propose --claim-credit", ExitCode.REFUSED, "and carried out before");
        network.works("council", "govern propose --claim-credit --salt " + HASH);
        network.refuses(
                "guardian", "govern execute --claim-credit", ExitCode.REFUSED, "[TimelockUnexpectedOperationState]");
    }

    @Test
    void accusation_isRefusedForTheRightReason_beforeMoneyIsSpokenOf() {
        network.register("miner", "miner", 20_000, "");
        network.register("coordinator", "coordinator", 2_000_000, "--url http://127.0.0.1:1");
        network.fund("coordinator", 0);
        network.fund("coordinator-node", 0);
        String against = "case propose --result-digest " + HASH + " --candidate ";
        network.refuses("stranger", against + miner(), ExitCode.REFUSED, "may not accuse anybody");
        network.refuses("stranger", against + miner() + " --dry-run", ExitCode.REFUSED, "[NotAllowed]");
        network.refuses("coordinator-node", against + miner(), ExitCode.REFUSED, "use the key of the owner");
        network.refuses(
                "coordinator", against + network.address("coordinator"), ExitCode.REFUSED, "can't accuse itself");
        network.refuses("coordinator", against + network.address("miner-node"), ExitCode.REFUSED, "name the owner");
        network.refuses("coordinator", against + miner() + " --offence-at 1", ExitCode.REFUSED, "[OffenceOutOfWindow]");
        network.refuses("coordinator", against + miner() + " --offence-at -1", ExitCode.USAGE, "--offence-at");
        network.refuses("coordinator", against + miner(), ExitCode.FAILED, "needs 1000 CAI");
        network.fund("coordinator", 3_000);
        network.works("coordinator", against + miner());
        network.refuses("coordinator", against + miner(), ExitCode.REFUSED, "[AccusationTooSoon]");
        network.works("coordinator", "deregister");
        network.refuses("coordinator", against + miner(), ExitCode.REFUSED, "this coordinator is inactive");
    }

    @Test
    void arbiter_mayStillReject_whenItIsTooLateToCut() {
        network.register("miner", "miner", 20_000, "");
        network.fund("arbiter", 1);
        network.works("council", "case propose --result-digest " + HASH + " --candidate " + miner());
        network.pass(5 * DAY + 10);
        assertThat(network.shows("case show 1").out()).contains("the arbiter may reject now");
        network.refuses("arbiter", "case decide 1 --bps 100", ExitCode.REFUSED, "[TooLate]");
        network.refuses("arbiter", "case decide 1 --bps 10001", ExitCode.USAGE, "0 to 10000");

        network.works("arbiter", "case decide 1 --bps 0");

        assertThat(network.shows("case show 1").out()).contains("rejected");
    }

    @Test
    void deploy_warnsOfRolesThatFallToTheDeployer_andChecksAGivenGovernor() {
        String deploy = "deploy --dry-run --rpc-url " + network.chain().uri() + " ";
        network.fund("rich", 100);
        Shell.Run bare = network.works("rich", deploy);
        assertThat(bare.err())
                .contains(
                        "warning: --council, --arbiter, --treasury, --pause-guardian are not named",
                        "the deployer, " + network.address("rich"),
                        "can never be a miner or coordinator");
        JsonNode plan = network.works("rich", deploy + "--json").json();
        assertThat(plan.path("warnings")).hasSize(3);
        assertThat(Wei.parse(plan.path("mostCostWei").asText())).isLessThan(Wei.ofCai(1));
        Shell.Run refused = network.shell().as("rich", deploy + "--json --cooldown-seconds 1");
        assertThat(refused.json().path("reason").asText()).contains("evidence window");
        String named = deploy + "--council " + network.address("council") + " --treasury " + network.address("treasury")
                + " --pause-guardian " + network.address("guardian") + " --arbiter ";
        assertThat(network.works("rich", named + network.address("arbiter")).err())
                .doesNotContain("warning");
        assertThat(network.works("rich", named + network.address("council")).err())
                .contains("warning: the arbiter is of the council too");
        network.refuses("rich", deploy + "--accusation-pause-seconds 31536001", ExitCode.USAGE, "accusation pause");
        network.refuses("rich", deploy + "--governor-delay-seconds 1209600", ExitCode.USAGE, "the governor's delay");
        String existing = deploy + "--existing-governor ";
        network.refuses("rich", existing + network.address("council"), ExitCode.USAGE, "must be a contract");
        network.refuses("rich", existing + network.setting("staking"), ExitCode.USAGE, "is no timelock");
        network.refuses("rich", existing + network.setting("governor"), ExitCode.USAGE, "longer than cooldown");
        network.works("rich", existing + network.setting("governor") + " --cooldown-seconds 700");
    }

    private void doAfterTheDelay(String act) {
        network.works("council", "govern propose " + act);
        network.pass(15 * DAY);
        network.works("council", "govern execute " + act);
    }

    private String miner() {
        return network.address("miner").hex();
    }
}
