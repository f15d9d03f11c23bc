package network.cuckoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import network.cuckoo.cli.process.TemporaryFolder;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;
import network.cuckoo.keys.NodeKey;
import network.cuckoo.testing.Anvil;

/**
 * A test's own chain with a network on it that the commands deployed, on which seven days are 700 seconds. All begin in the same
 * moment of chain time with the same contracts: the commands deploy once, and each chain takes over what that came to.
 */
final class LocalNetwork implements AutoCloseable {
    static final int DAY = 100;

    private static final class Holder {
        static final Deployed DEPLOYED = Deployed.make();
    }

    private final Anvil chain = Anvil.start();
    private final Shell shell;
    private final Path settings;

    LocalNetwork(Path folder) {
        shell = new Shell(folder);
        settings = folder.resolve("network.yaml");
        Holder.DEPLOYED.keys().forEach(shell::adopt);
        Holder.DEPLOYED.continueOn(chain);
        try {
            Files.writeString(settings, Holder.DEPLOYED.settingsFor(chain));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        shell.set("CUCKOO_CONFIG", settings.toString());
    }

    /** A chain's state after {@code cuckoo chain deploy}, its settings file, and the keys of who is named in it. */
    private record Deployed(String state, long timeSeconds, String settings, String rpc, Map<String, NodeKey> keys) {
        private static final List<String> PEOPLE = List.of("deployer", "council", "arbiter", "treasury", "guardian");

        static Deployed make() {
            try (Anvil chain = Anvil.start();
                    var folder = TemporaryFolder.make("cuckoo-deployed")) {
                var shell = new Shell(folder.path());
                chain.setBalance(shell.address("deployer"), Wei.ofCai(10_000));
                Shell.Run run = shell.as(
                        "deployer",
                        "deploy --rpc-url " + chain.uri() + " --cooldown-seconds " + 7 * DAY
                                + " --epoch-seconds 60 --council " + shell.address("council") + " --arbiter "
                                + shell.address("arbiter") + " --treasury " + shell.address("treasury")
                                + " --pause-guardian " + shell.address("guardian")
                                + " --with-faucet --faucet-portion 600CAI --faucet-fill 1200CAI");
                assertThat(run.exitCode()).as(run.err()).isZero();
                return new Deployed(
                        chain.dumpState(),
                        chain.blockTimeSeconds(),
                        run.out(),
                        chain.uri().toString(),
                        PEOPLE.stream().collect(Collectors.toMap(Function.identity(), shell::key)));
            }
        }

        void continueOn(Anvil chain) {
            chain.loadState(state, timeSeconds);
        }

        String settingsFor(Anvil chain) {
            return settings.replace(rpc, chain.uri().toString());
        }
    }

    Anvil chain() {
        return chain;
    }

    Shell shell() {
        return shell;
    }

    Address address(String person) {
        return shell.address(person);
    }

    /** A value of the settings file. */
    String setting(String name) {
        try {
            return Files.readAllLines(settings).stream()
                    .filter(line -> line.startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2).replace("\"", ""))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void fund(String person, long cai) {
        chain.setBalance(shell.address(person), Wei.ofCai(cai));
    }

    Wei balance(String person) {
        String hex = chain.call("eth_getBalance", shell.address(person).hex(), "latest")
                .asText();
        return new Wei(new BigInteger(hex.substring(2), 16));
    }

    long transactionsOf(String person) {
        return Long.decode(
                chain.call("eth_getTransactionCount", shell.address(person).hex(), "latest")
                        .asText());
    }

    /** Lets so many seconds pass. */
    void pass(int seconds) {
        chain.call("evm_increaseTime", seconds);
        chain.mine(1);
    }

    /** Runs {@code cuckoo chain} as this person and expects it to work. */
    Shell.Run works(String person, String line) {
        Shell.Run run = shell.as(person, line);
        assertThat(run.exitCode()).as(line + "\n" + run.err() + run.out()).isZero();
        return run;
    }

    /** Runs {@code cuckoo chain} without a key and expects it to work. */
    Shell.Run shows(String line) {
        Shell.Run run = shell.cuckoo("chain " + line);
        assertThat(run.exitCode()).as(line + "\n" + run.err()).isZero();
        return run;
    }

    /** Runs it and expects it to be refused with these words, nothing being sent. */
    void refuses(String person, String line, ExitCode code, String why) {
        long before = transactionsOf(person);
        Shell.Run run = shell.as(person, line);
        assertThat(run.err()).as(line).contains(why).doesNotContain("\tat ");
        assertThat(run.exitCode()).as(line).isEqualTo(code.number());
        assertThat(transactionsOf(person)).as(line).isEqualTo(before);
    }

    /** Registers a candidate whose owner and node are {@code NAME} and {@code NAME-node}; the owner keeps 10,000 CAI. */
    void register(String kind, String name, long stakeCai, String more) {
        fund(name, stakeCai + 10_000);
        fund(name + "-node", 10);
        shell.key(name + "-node");
        Shell.Run run = shell.cuckoo("chain register-" + kind + " --owner-key-file " + shell.file(name)
                + " --node-key-file " + shell.file(name + "-node") + " --stake " + stakeCai + "CAI " + more);
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Override
    public void close() {
        chain.close();
    }
}
