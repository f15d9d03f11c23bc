package network.cuckoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;
import network.cuckoo.keys.Keystore;
import network.cuckoo.keys.NodeKey;
import network.cuckoo.keys.Password;
import network.cuckoo.testing.Anvil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class ChainByHandTest {
    private static final String PASSWORD = "of the test's keys";

    @TempDir
    Path folder;

    private final Anvil chain = Anvil.start();
    private Path passwordFile = Path.of("");
    private Path network = Path.of("");
    private Address owner = Address.ZERO;
    private Address node = Address.ZERO;

    @BeforeEach
    void deploy() throws IOException {
        passwordFile = Files.writeString(folder.resolve("password"), PASSWORD);
        network = folder.resolve("network.yaml");
        chain.setBalance(key("deployer"), Wei.ofCai(1));
        Run deployed = cuckoo("chain deploy --epoch-seconds 60 --rpc-url " + chain.uri() + " --key-file "
                + file("deployer") + " --key-password-file " + passwordFile);
        assertThat(deployed.exitCode()).as(deployed.err()).isZero();
        Files.writeString(network, deployed.out());
        owner = key("owner");
        node = key("node");
        chain.setBalance(owner, Wei.ofCai(50_000));
    }

    @AfterEach
    void end() {
        chain.close();
    }

    @Test
    void registeredMinerWithAVote_isShownWithItsWeight() throws IOException {
        Run registered = register("owner", "node", "20000CAI", "--commission 500 --info newcomer");
        assertThat(registered.exitCode()).as(registered.err()).isZero();
        Address staker = key("staker");
        chain.setBalance(staker, Wei.ofCai(501));

        Run voted = onNetwork("vote --candidate " + owner + " --amount 500CAI --key-file " + file("staker")
                + " --key-password-file " + passwordFile);

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
                onNetwork("vote --candidate " + node + " --amount 5CAI --key-file " + file("owner")
                        + " --key-password-file " + passwordFile),
                "is not registered");
        assertThat(transactionsOf(owner)).isZero();
    }

    @Test
    void register_sendsNothing_whenTheNodeIsAnothers() throws IOException {
        assertThat(register("owner", "node", "20000CAI", "").exitCode()).isZero();
        Address second = key("second");
        chain.setBalance(second, Wei.ofCai(50_000));

        assertRefused(register("second", "node", "20000CAI", ""), "[NodeTaken]");
        assertThat(transactionsOf(second)).isZero();
    }

    @Test
    void command_saysWhy_whenMoneyChainOrContractIsWrong() throws IOException {
        chain.setBalance(owner, Wei.ofCai(3));
        Run poor = register("owner", "node", "20000CAI", "");
        assertThat(poor.exitCode()).isEqualTo(ExitCode.FAILED.number());
        assertThat(poor.err()).contains("has 3 CAI").doesNotContain("\tat ");

        Run otherChain = onNetwork("status --chain-id 1");
        assertThat(otherChain.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(otherChain.err()).contains("has chain " + Anvil.CHAIN_ID + ", not 1");

        Run noContract = onNetwork("status --staking " + owner);
        assertThat(noContract.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(noContract.err()).contains("has no contract at " + owner);
    }

    private Run register(String ownerName, String nodeName, String stake, String more) {
        return onNetwork("register-miner --owner-key-file " + file(ownerName) + " --node-key-file " + file(nodeName)
                + " --owner-key-password-file " + passwordFile + " --node-key-password-file " + passwordFile
                + " --stake " + stake + " " + more);
    }

    private static void assertRefused(Run run, String why) {
        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(run.err()).contains(why).doesNotContain("\tat ");
    }

    private long transactionsOf(Address account) {
        String count =
                chain.call("eth_getTransactionCount", account.hex(), "latest").asText();
        return Long.decode(count);
    }

    private Address key(String name) {
        NodeKey key = NodeKey.generate(new SecureRandom());
        Keystore.write(file(name), new Password(PASSWORD), key, Keystore.Strength.LIGHT);
        return key.address();
    }

    private Path file(String name) {
        return folder.resolve(name + ".json");
    }

    private Run onNetwork(String words) {
        return cuckoo("chain " + words + " --config " + network);
    }

    private static Run cuckoo(String words) {
        List<String> arguments = new ArrayList<>(List.of(words.strip().split("\\s+")));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        PrintStream usualOut = System.out;
        PrintStream usualErr = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int exitCode = Cuckoo.run(Map.of(), arguments.toArray(String[]::new));
            return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(usualOut);
            System.setErr(usualErr);
        }
    }

    /** What a shell sees of a command. */
    private record Run(int exitCode, String out, String err) {}
}
