package network.cuckoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import network.cuckoo.cli.process.OnPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Somebody at a terminal is asked before anything is sent. The terminal is one that {@code script} (util-linux) makes. */
@Execution(ExecutionMode.CONCURRENT)
class TerminalQuestionTest {
    private static final String STAKE = "chain stake --amount 5CAI --key-file ";

    private final LocalNetwork network;

    TerminalQuestionTest(@TempDir Path folder) {
        assumeTrue(OnPath.has("script"), "there is no program to make a terminal with");
        this.network = new LocalNetwork(folder);
    }

    @BeforeEach
    void fund() {
        network.fund("staker", 50);
    }

    @AfterEach
    void end() {
        network.close();
    }

    @Test
    void no_sendsNothing() throws Exception {
        assertThat(answering("n")).isEqualTo(ExitCode.FAILED.number());
        assertThat(network.shell().separateLog()).contains("costs up to", "Go on? [y/N]", "cuckoo: nothing was sent");
        assertThat(network.transactionsOf("staker")).isZero();
    }

    @Test
    void nothing_isNo() throws Exception {
        assertThat(answering("")).isEqualTo(ExitCode.FAILED.number());
        assertThat(network.transactionsOf("staker")).isZero();
    }

    @Test
    void yes_sendsIt() throws Exception {
        assertThat(answering("Yes")).as(network.shell().separateLog()).isZero();
        assertThat(network.transactionsOf("staker")).isEqualTo(1);
    }

    @Test
    void yesAsAFlag_sparesTheQuestion() throws Exception {
        Process process = network.shell().atATerminal(STAKE + network.shell().file("staker") + " --yes");
        assertThat(process.waitFor()).as(network.shell().separateLog()).isZero();
        assertThat(network.shell().separateLog()).doesNotContain("Go on?");
        assertThat(network.transactionsOf("staker")).isEqualTo(1);
    }

    private int answering(String answer) throws IOException, InterruptedException {
        Process process = network.shell().atATerminal(STAKE + network.shell().file("staker"));
        OutputStream keyboard = process.getOutputStream();
        keyboard.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
        return process.waitFor();
    }
}
