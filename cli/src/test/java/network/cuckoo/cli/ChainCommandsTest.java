package network.cuckoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the walk does not pass by: candidates' changes, vetoes, pauses, changes of rules, wrong inputs. */
@Execution(ExecutionMode.CONCURRENT)
class ChainCommandsTest {
    private static final int DAY = LocalNetwork.DAY;

    private final Path folder;
    private final LocalNetwork network;

    ChainCommandsTest(@TempDir Path folder) {
        this.folder = folder;
        this.network = new LocalNetwork(folder);
    }

    @AfterEach
    void end() {
        network.close();
    }

    @Test
    void candidate_changesNodeInfoAndCommission_andEndsItsRegistration() {
        network.register("miner", "miner", 20_000, "--commission 500");
        String newNode = newNode();
        network.works("miner", "rotate-node --node-key-file " + newNode);
        network.works("miner", "update-info --info 'more GPUs'");
        assertThat(network.works("miner", "commission --bps 700").out()).contains("a rise counts from about");
        assertThat(network.works("miner", "commission --bps 300").out()).contains("cancels the waiting rise");
        JsonNode miner = candidate("miner");
        assertThat(miner.path("node").asText())
                .isEqualTo(network.address("new-node").hex());
        assertThat(miner.path("info").asText()).isEqualTo("more GPUs");
        assertThat(miner.path("commissionBps").asInt()).isEqualTo(300);

        network.works("miner", "deregister");

        assertThat(candidate("miner").path("registered").asBoolean()).isFalse();
        network.refuses("miner", "commission --bps 1", ExitCode.REFUSED, "is not registered");
        network.refuses("miner", "rotate-node --node-key-file " + newNode, ExitCode.REFUSED, "is not registered");
    }

    private String newNode() {
        network.shell().key("new-node");
        return network.shell().file("new-node").toString();
    }

    @Test
    void council_accusesVetoesAndUnpauses_throughTheGovernor() {
        network.register("miner", "miner", 20_000, "");
        network.fund("council", 4_000);
        network.fund("arbiter", 1);
        network.fund("guardian", 1);
        String accusation =
                "case propose --candidate " + network.address("miner") + " --result-digest 0x" + "e1".repeat(32);
        network.refuses("guardian", accusation, ExitCode.REFUSED, "may not accuse anybody");
        network.refuses("guardian", accusation + " --dry-run", ExitCode.REFUSED, "[NotAllowed]");
        assertThat(network.works("council", accusation).out()).contains("in the network's name", "case 1 is open");
        network.pass(3 * DAY + 1);
        network.works("arbiter", "case decide 1 --bps 500");
        network.refuses("guardian", "case veto 1", ExitCode.REFUSED, "[NotAllowed]");
        network.works("council", "case veto 1");
        assertThat(network.shows("case list --json")
                        .json()
                        .path("cases")
                        .path(0)
                        .path("status")
                        .asText())
                .isEqualTo("VETOED");
        network.refuses("council", accusation, ExitCode.REFUSED, "[AccusationTooSoon]");

        network.refuses("council", "pause --part staking --seconds 50", ExitCode.REFUSED, "[NotAllowed]");
        network.refuses("guardian", "pause --part staking --seconds 701", ExitCode.REFUSED, "[PauseTooLong]");
        network.works("guardian", "pause --part staking --seconds 50");
        network.refuses("council", "stake --amount 1CAI", ExitCode.REFUSED, "[Paused]");
        network.works("council", "unpause --part staking");
        network.works("council", "stake --amount 1CAI");
        network.works("guardian", "pause --part settlement --seconds 50");
        network.works("guardian", "unpause --part settlement");
    }

    @Test
    void case_expires_andShowsWhoMayDoWhat() {
        network.register("miner", "miner", 20_000, "");
        network.fund("council", 2_000);
        network.works(
                "council",
                "case propose --candidate " + network.address("miner") + " --result-digest 0x" + "e2".repeat(32));
        assertThat(network.shows("case show 1").out())
                .contains(
                        "next: the accused may answer now",
                        "next: the arbiter may decide a cut from",
                        "anybody may expire");
        assertThat(network.shows("status").out()).contains("frozen until");
        network.refuses("council", "case expire 1", ExitCode.REFUSED, "[TooEarly]");
        network.pass(7 * DAY);
        network.works("council", "case expire 1");
        assertThat(network.shows("case list --open").out()).startsWith("0 cases");
        network.refuses("council", "case execute 2", ExitCode.REFUSED, "there is no case 2");
    }

    @Test
    void rules_changeAfterTheDelay() {
        network.fund("council", 10);
        String change = "--set-case-bond 500CAI";
        network.refuses("staker", "govern propose " + change, ExitCode.REFUSED, "no member of the council");
        JsonNode announced =
                network.works("council", "govern propose --json " + change).json();
        assertThat(announced.path("change").asText()).isEqualTo("an accusation costs 500 CAI");
        network.refuses("council", "govern execute " + change, ExitCode.REFUSED, "[TimelockUnexpectedOperationState]");
        network.pass(15 * DAY);
        network.works("council", "govern execute " + change);
        network.works("council", "govern propose --set-treasury " + network.address("council") + " --share-bps 2000");
        network.works("council", "govern cancel --set-treasury " + network.address("council") + " --share-bps 2000");
        network.refuses("council", "govern propose", ExitCode.USAGE, "--set-arbiter");
        network.refuses("council", "govern propose --set-max-slash 1 " + change, ExitCode.USAGE, "--set-max-slash");
    }

    @Test
    void wrongInputs_areToldClearly_andNothingIsSent() throws IOException {
        network.fund("staker", 50);
        String nobody = network.address("nobody").hex();
        network.refuses("staker", "stake --amount 5CIA", ExitCode.USAGE, "not an amount: '5CIA'");
        network.refuses("staker", "stake --amount 0.5wei", ExitCode.USAGE, "not a whole number of wei");
        network.refuses("staker", "stake --amount 0CAI", ExitCode.REFUSED, "[ZeroAmount]");
        network.refuses("staker", "stake --amount 51CAI", ExitCode.FAILED, "has 50 CAI");
        network.refuses("staker", "unstake --amount 1CAI", ExitCode.REFUSED, "the free stake");
        network.refuses("staker", "unstake --amount some", ExitCode.USAGE, "or all");
        network.refuses("staker", "vote --amount 5CAI --candidate " + nobody, ExitCode.REFUSED, "is not registered");
        network.refuses("staker", "vote --amount 5CAI --candidate 0x12", ExitCode.USAGE, "not an address");
        network.refuses(
                "staker", "unvote --amount all --candidate " + nobody, ExitCode.REFUSED, "has 0 CAI in the pool");
        network.refuses("staker", "withdraw", ExitCode.USAGE, "which entries?");
        network.refuses("staker", "withdraw --all-ready", ExitCode.REFUSED, "nothing that cools");
        network.refuses("staker", "withdraw --id 9", ExitCode.REFUSED, "no cooling entry 9");
        network.refuses("staker", "rewards claim", ExitCode.REFUSED, "no rewards to claim");
        network.refuses("staker", "credit claim", ExitCode.REFUSED, "no credit to claim");
        network.refuses("staker", "fund --amount 1CAI --candidate " + nobody, ExitCode.REFUSED, "[NotRegistered]");
        network.refuses("staker", "case decide 1 --bps 5", ExitCode.REFUSED, "there is no case 1");
        network.refuses("staker", "escrow withdraw", ExitCode.REFUSED, "has requested no escrow");
        network.refuses("staker", "claim --proof-file " + folder.resolve("none"), ExitCode.USAGE, "no such file");
        Path half = Files.writeString(folder.resolve("half.json"), "{\"coordinator\": \"" + nobody + "\"}");
        network.refuses("staker", "claim --proof-file " + half, ExitCode.USAGE, "has no 'proof'");
        network.refuses("staker", "stake --amount 1CAI --governor " + nobody, ExitCode.USAGE, "the governor of");
        network.refuses("staker", "stake --amount 1CAI --private-key-env NOT_SET", ExitCode.USAGE, "two keys");
        Shell.Run noKey = network.shell().cuckoo("chain stake --amount 1CAI");
        assertThat(noKey.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(noKey.err()).contains("no key is named", "--key-file FILE", "--private-key-env NAME");
        Shell.Run unset = network.shell().cuckoo("chain stake --amount 1CAI --private-key-env NOT_SET_AT_ALL");
        assertThat(unset.err()).contains("the environment variable NOT_SET_AT_ALL is not set");
    }

    @Test
    void dryRun_showsRateSharesAndCost_andSendsNothing() {
        network.register("miner", "miner", 20_000, "");
        network.fund("staker", 50);
        long before = network.transactionsOf("staker");

        Shell.Run dry = network.works("staker", "vote --dry-run --amount 5CAI --candidate " + network.address("miner"));

        assertThat(dry.out())
                .contains(
                        "stakes 5 CAI first",
                        "5000000000000000000 shares at a rate of 1",
                        "leaving takes a cooldown of 11 min 40 s",
                        "costs up to",
                        "in 2 transactions",
                        "nothing was sent (--dry-run)");
        JsonNode json =
                network.works("staker", "stake --json --dry-run --amount 5CAI").json();
        assertThat(json.path("dryRun").asBoolean()).isTrue();
        assertThat(json.path("freeAfterWei").asText()).isEqualTo(Wei.ofCai(5).toString());
        network.refuses("staker", "stake --dry-run --amount 51CAI", ExitCode.FAILED, "has 50 CAI");
        assertThat(network.transactionsOf("staker")).isEqualTo(before);
    }

    @Test
    void key_comesFromTheVariableThatIsNamed() throws Exception {
        network.fund("staker", 50);
        network.shell().set("WALLET", network.shell().key("staker").revealHex());

        Process process = network.shell().separately("chain stake --amount 1CAI --private-key-env WALLET");

        assertThat(process.waitFor()).isZero();
        assertThat(network.transactionsOf("staker")).isEqualTo(1);
    }

    @Test
    void deploy_refusesTermsThatDoNotFit_andAnEmptyPurse() {
        String deploy = "deploy --rpc-url " + network.chain().uri();
        network.refuses("nobody", deploy, ExitCode.FAILED, "has 0 CAI");
        network.fund("rich", 100);
        network.refuses("rich", deploy + " --cooldown-seconds 1", ExitCode.USAGE, "evidence window");
        network.refuses("rich", deploy + " --case-window-seconds 60", ExitCode.USAGE, "case window");
        network.refuses("rich", deploy + " --governor-delay-seconds 60", ExitCode.USAGE, "the governor's delay");
        network.refuses("rich", deploy + " --max-slash-bps 5001", ExitCode.USAGE, "slash ceiling");
        network.refuses("rich", deploy + " --treasury-share-bps 2001", ExitCode.USAGE, "treasury ceiling");
        network.refuses("rich", deploy + " --case-bond 2000001CAI", ExitCode.USAGE, "case bond");
        Shell.Run dry = network.works("rich", deploy + " --dry-run");
        assertThat(dry.err()).contains("cooldown 7 d", "changes wait 15 d", "costs up to", "nothing was sent");
        assertThat(dry.out()).isEmpty();
        assertThat(network.transactionsOf("rich")).isZero();
    }

    @Test
    void settingsFile_ofAnOlderDeploy_stillServes() throws IOException {
        Path older = folder.resolve("older.yaml");
        Files.write(
                older,
                Files.readAllLines(folder.resolve("network.yaml")).stream()
                        .filter(line -> !line.startsWith("governor:") && !line.startsWith("faucet:"))
                        .toList());
        network.shell().set("CUCKOO_CONFIG", older.toString());
        network.fund("staker", 50);

        network.works("staker", "stake --amount 1CAI");

        network.refuses("staker", "faucet", ExitCode.USAGE, "--faucet");
    }

    @Test
    void faucet_givesOncePerWait_andCanBeFilled() {
        Address newcomer = network.address("newcomer");
        network.works("deployer", "faucet --to " + newcomer);
        network.refuses("deployer", "faucet --to " + newcomer, ExitCode.REFUSED, "[TooSoon]");
        network.works("deployer", "faucet --fill 5CAI");
        assertThat(network.works("deployer", "faucet --dry-run --to " + network.address("another"))
                        .out())
                .contains("the faucet holds 605 CAI");
        network.refuses("deployer", "faucet --faucet " + newcomer, ExitCode.USAGE, "has no contract at");
    }

    private JsonNode candidate(String owner) {
        return network.shows("status --json --candidate " + network.address(owner))
                .json()
                .path("candidates")
                .path(0);
    }
}
