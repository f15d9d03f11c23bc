package network.cuckoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.sign.ChecksumAddress;
import network.cuckoo.testing.RpcProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Before something goes wrong the commands say so: mistyped addresses, damaged files, too little stake, the wrong moment. */
@Execution(ExecutionMode.CONCURRENT)
class ChainAdviceTest {
    private static final int DAY = LocalNetwork.DAY;
    private static final String MISTYPED = "0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"; // a capital too many
    private static final String HASH = "0x" + "aa".repeat(32);

    private final Path folder;
    private final LocalNetwork network;

    ChainAdviceTest(@TempDir Path folder) {
        this.folder = folder;
        this.network = new LocalNetwork(folder);
    }

    @AfterEach
    void end() {
        network.close();
    }

    @Test
    void mistypedAddress_isRefused_whereverOneIsTyped() throws IOException {
        network.fund("staker", 10);
        String why = "don't fit its digits (EIP-55)";
        network.refuses("staker", "faucet --to " + MISTYPED, ExitCode.USAGE, why);
        network.refuses("staker", "vote --amount 5CAI --candidate " + MISTYPED, ExitCode.USAGE, why);
        network.refuses("staker", "vote --for " + MISTYPED + "=5CAI", ExitCode.USAGE, why);
        network.refuses("staker", "govern propose --amount 1CAI --pay " + MISTYPED, ExitCode.USAGE, why);
        Path proof = Files.writeString(
                folder.resolve("proof"),
                "{\"coordinator\":\"" + MISTYPED + "\",\"epoch\":1,\"account\":\"" + MISTYPED
                        + "\",\"amount\":\"1\",\"toPool\":false,\"proof\":[]}");
        network.refuses("staker", "claim --proof-file " + proof, ExitCode.USAGE, why);
        Address staker = network.address("staker");
        network.shows("status --account " + ChecksumAddress.format(staker));
        network.shows("status --account 0x" + staker.hex().substring(2).toUpperCase(Locale.ROOT));
        network.shell().set("CUCKOO_STAKING", MISTYPED);
        network.refuses("staker", "stake --amount 1CAI", ExitCode.USAGE, why);
    }

    @Test
    void nobody_isPaid() {
        network.fund("council", 10);
        String nobody = Address.ZERO.hex();
        network.refuses("council", "faucet --to " + nobody, ExitCode.USAGE, "--to must not be the zero address");
        network.refuses(
                "council",
                "govern propose --amount 1CAI --pay " + nobody,
                ExitCode.USAGE,
                "--pay must not be the zero address");
    }

    @Test
    void damagedSecrets_areNotPrinted() throws IOException {
        network.register("coordinator", "coordinator", 2_000_000, "--url http://127.0.0.1:1");
        String digits = "5eed".repeat(15) + "5ee";
        Path secrets =
                Files.writeString(folder.resolve("secrets.json"), "[{\"seed\":\"0x" + digits + "\",\"length\":100}]");
        Shell.Run run = network.shell().as("coordinator-node", "tip set --secret-file " + secrets);
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(run.err()).contains(secrets + " is damaged").doesNotContain("5eed", "fault", "\tat ");
        assertThat(run.out()).doesNotContain("5eed");
    }

    @Test
    void ownersVoteForItself_tellsWhatIsMissing_untilItIsEnough() {
        network.register("miner", "miner", 20_000, "");
        network.fund("miner", 20_000);
        String self = " --candidate " + network.address("miner");
        network.works("miner", "unvote --amount 10000CAI" + self);
        assertThat(network.shows("status" + self).out()).contains("inactive (own stake lacks 10000 CAI)");

        Shell.Run little = network.works("miner", "vote --amount 5CAI" + self);

        assertThat(little.out())
                .contains(
                        "own stake afterwards 10005 CAI, 9995 CAI too little",
                        "its own stake is 10005 CAI now, and it stays inactive: vote 9995 CAI more");
        JsonNode state =
                network.shows("status --json" + self).json().path("candidates").path(0);
        assertThat(state.path("missingOwnStakeWei").asText())
                .isEqualTo(Wei.ofCai(9_995).toString());
        Shell.Run enough = network.works("miner", "vote --amount 9995CAI" + self);
        assertThat(enough.out()).contains("enough: it becomes active").doesNotContain("stays inactive");
        assertThat(network.shows("status" + self).out()).contains("active").doesNotContain("inactive", "lacks");
    }

    @Test
    void registrationAgain_tellsTheWholeOwnStake() {
        network.register("miner", "miner", 20_000, "");
        network.works("miner", "deregister");
        Shell.Run again = network.shell()
                .cuckoo("chain register-miner --owner-key-file "
                        + network.shell().file("miner") + " --node-key-file "
                        + network.shell().file("miner-node") + " --stake 5CAI");
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out()).contains("5 CAI of its own; its own stake is 20005 CAI now");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0xzz\"}", "[]", "hello"})
    void serverThatIsNoNode_isNotAFaultOfTheProgram(String answer) {
        try (var proxy = RpcProxy.to(network.chain().uri())) {
            proxy.answering(call -> Optional.of(answer));
            network.shell().set("CUCKOO_RPC_URL", proxy.uri().toString());
            Shell.Run run = network.shell().cuckoo("chain status");
            assertThat(run.err()).contains(proxy.uri().toString()).doesNotContain("fault", "\tat ", "Exception");
            assertThat(run.exitCode()).isEqualTo(ExitCode.UNREACHABLE.number());
        }
    }

    @Test
    void undecidedCase_tellsTheLastMomentOfACut_andThatARejectionMayComeLater() {
        network.register("miner", "miner", 20_000, "");
        network.fund("council", 2_000);
        network.works("council", "case propose --result-digest " + HASH + " --candidate " + network.address("miner"));
        assertThat(network.shows("case list").out())
                .contains("; a cut may be decided until", ", a rejection until the deadline");
        assertThat(network.shows("case show 1").out())
                .contains("the arbiter may decide a cut from", "the arbiter may reject from");

        network.pass(5 * DAY + 10);

        assertThat(network.shows("case list").out())
                .contains("; it is too late for a cut, a rejection until the deadline");
        assertThat(network.shows("case show 1").out())
                .contains("the arbiter may reject now")
                .doesNotContain("decide a cut");
    }

    @Test
    void execution_tellsSinceWhenItIsPossible_orThatNothingWasAnnounced() {
        network.fund("council", 10);
        network.fund("guardian", 1);
        String act = "--set-case-bond 500CAI";
        network.refuses("guardian", "govern execute " + act, ExitCode.REFUSED, "was never announced, or was cancelled");
        network.works("council", "govern propose " + act);
        network.refuses("guardian", "govern execute " + act, ExitCode.REFUSED, "can be carried out from 20");
    }

    @Test
    void parameters_tellWhatIsAnnounced_untilItIsCarriedOutOrCancelled() {
        network.fund("council", 10);
        assertThat(network.shows("parameters").out()).contains("nothing");
        String bond = "--set-case-bond 500CAI";
        List<String> acts = List.of(
                bond,
                "--set-arbiter " + network.address("council"),
                "--set-treasury " + network.address("council") + " --share-bps 1500",
                "--set-pause-guardian " + network.address("council"),
                "--set-max-slash 2000",
                "--set-policy-of " + HASH + " --policy " + HASH,
                "--appoint-referee " + network.address("council"),
                "--claim-credit",
                "--pay " + network.address("council") + " --amount 1CAI");
        List<String> told = new ArrayList<>();
        for (String act : acts) {
            told.add(network.works("council", "govern propose --json " + act)
                    .json()
                    .path("change")
                    .asText());
        }
        network.works("council", "govern cancel " + acts.getLast());
        assertThat(network.shows("parameters").out()).contains("an accusation costs 500 CAI, from 20");
        assertThat(announced()).isEqualTo(told.subList(0, told.size() - 1));

        network.pass(60 * DAY);
        network.works("council", "govern execute " + bond);

        assertThat(announced()).isEqualTo(told.subList(1, told.size() - 1));
    }

    private List<String> announced() {
        JsonNode waiting =
                network.shows("parameters --json").json().path("governor").path("announced");
        List<String> changes = new ArrayList<>();
        waiting.forEach(each -> changes.add(each.path("change").asText()));
        return changes;
    }

    @Test
    void deploy_warnsOfSeveralCouncilMembers_eachOfWhomMayActAlone() {
        network.fund("rich", 100);
        String deploy = "deploy --dry-run --rpc-url " + network.chain().uri() + " --council ";
        String one = network.address("council").hex();
        String alone = "council members alone can announce, cancel, veto and accuse";
        assertThat(network.works("rich", deploy + one + "," + network.address("guardian"))
                        .err())
                .contains("each of the 2 " + alone, "multi-signature wallet as the only member");
        assertThat(network.works("rich", deploy + one).err()).doesNotContain(alone);
    }
}
