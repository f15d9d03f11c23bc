package network.cuckoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;
import network.cuckoo.testing.Anvil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ChainByHandTest {
    private final Anvil chain = Anvil.start();
    private final Shell shell;
    private final Path network;
    private Address owner = Address.ZERO;
    private Address node = Address.ZERO;

    ChainByHandTest(@TempDir Path folder) {
        shell = new Shell(folder);
        network = folder.resolve("network.yaml");
    }

    @BeforeEach
    void deploy() throws IOException {
        chain.setBalance(shell.address("deployer"), Wei.ofCai(1));
        Shell.Run deployed = shell.cuckoo(
                "chain deploy --epoch-seconds 60 --rpc-url " + chain.uri() + " --key-file " + file("deployer"));
        assertThat(deployed.exitCode()).as(deployed.err()).isZero();
        Files.writeString(network, deployed.out());
        owner = shell.address("owner");
        node = shell.address("node");
        chain.setBalance(owner, Wei.ofCai(50_000));
    }

    @AfterEach
    void end() {
        chain.close();
    }

    @Test
    void registeredMinerWithAVote_isShownWithItsWeight() throws IOException {
        Shell.Run registered = register("owner", "node", "20000CAI", "--commission 500 --info newcomer");
        assertThat(registered.exitCode()).as(registered.err()).isZero();
        Address staker = shell.address("staker");
        chain.setBalance(staker, Wei.ofCai(501));

        Shell.Run voted = onNetwork("vote --candidate " + owner + " --amount 500CAI --key-file " + file("staker"));

        assertThat(voted.exitCode()).as(voted.err()).isZero();
        JsonNode shown = new ObjectMapper()
                .readTree(onNetwork("status --json --candidate " + node).out());
        JsonNode miner = shown.path("candidates").path(0);
        assertThat(miner.path("owner").asText()).isEqualTo(owner.hex());
        assertThat(miner.path("active").asBoolean()).isTrue();
        assertThat(miner.path("weightWei").asText()).isEqualTo(Wei.ofCai(20_500).toString());
        assertThat(miner.path("commissionBps").asInt()).isEqualTo(500);
        assertThat(miner.path("info").asText()).isEqualTo("newcomer");
    }

    @Test
    void register_sendsNothing_whenItWouldBeRefused() throws IOException {
        assertRefused(register("owner", "node", "19999CAI", ""), "at least 20000 CAI");
        assertRefused(register("owner", "owner", "20000CAI", ""), "[NodeIsOwner]");
        assertRefused(register("owner", "node", "20000CAI", "--commission 10001"), "[CommissionTooHigh]");
        assertRefused(
                onNetwork("vote --candidate " + node + " --amount 5CAI --key-file " + file("owner")),
                "is not registered");
        assertThat(transactionsOf(owner)).isZero();
    }

    @Test
    void register_sendsNothing_whenTheNodeIsAnothers() throws IOException {
        assertThat(register("owner", "node", "20000CAI", "").exitCode()).isZero();
        Address second = shell.address("second");
        chain.setBalance(second, Wei.ofCai(50_000));

        assertRefused(register("second", "node", "20000CAI", ""), "[NodeTaken]");
        assertThat(transactionsOf(second)).isZero();
    }

    @Test
    void command_saysWhy_whenMoneyChainOrContractIsWrong() throws IOException {
        chain.setBalance(owner, Wei.ofCai(3));
        Shell.Run poor = register("owner", "node", "20000CAI", "");
        assertThat(poor.exitCode()).isEqualTo(ExitCode.FAILED.number());
        assertThat(poor.err()).contains("has 3 CAI").doesNotContain("\tat ");

        Shell.Run otherChain = onNetwork("status --chain-id 1");
        assertThat(otherChain.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(otherChain.err()).contains("has chain " + Anvil.CHAIN_ID + ", not 1");

        Shell.Run noContract = onNetwork("status --staking " + owner);
        assertThat(noContract.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(noContract.err()).contains("has no contract at " + owner);
    }

    private Shell.Run register(String ownerName, String nodeName, String stake, String more) {
        return onNetwork("register-miner --owner-key-file " + file(ownerName) + " --node-key-file " + file(nodeName)
                + " --stake " + stake + " " + more);
    }

    private static void assertRefused(Shell.Run run, String why) {
        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(run.err()).contains(why).doesNotContain("\tat ");
    }

    private long transactionsOf(Address account) {
        String count =
                chain.call("eth_getTransactionCount", account.hex(), "latest").asText();
        return Long.decode(count);
    }

    private Path file(String name) {
        shell.address(name);
        return shell.file(name);
    }

    private Shell.Run onNetwork(String words) {
        return shell.cuckoo("chain " + words + " --config " + network);
    }
}
