package network.cuckoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class KeyOnCommandLineTest {
    private static final String KEY = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

    private final Shell shell;

    KeyOnCommandLineTest(@TempDir Path folder) {
        shell = new Shell(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chain stake --amount 1CAI --private-key 0x" + KEY,
                "chain stake --amount 1CAI --private-key=" + KEY,
                "chain stake --amount 1CAI --private-key whatever",
                "chain stake --amount 1CAI --key-file " + KEY,
                "chain stake --amount 1CAI --key-file=0x" + KEY,
                "chain stake --amount 1CAI --private-key-env " + KEY,
                "chain stake 0X" + KEY,
                "chain case show " + KEY,
                "key new --key-file " + KEY,
                "miner --key-file " + KEY
            })
    void key_isRefused_andNotRepeated(String line) {
        Shell.Run run = shell.cuckoo(line);

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(run.err())
                .contains("a private key must not stand on the command line", "--key-file", "--private-key-env NAME")
                .doesNotContain(KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chain root post --epoch 7 --secret 0x" + KEY,
                "chain root post --epoch 7 --secret=0x" + KEY,
                "chain root post --epoch 7 --epoch-secret whatever",
                "chain root post --epoch 7 --secret-file 0x" + KEY,
                "chain root post --epoch 7 --secret-file=" + KEY,
                "chain tip set --secret-file " + KEY
            })
    void secret_isRefused_andNotRepeated(String line) {
        Shell.Run run = shell.cuckoo(line);

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(run.err())
                .contains("an epoch's secret must not stand on the command line", "--secret-file FILE")
                .doesNotContain(KEY);
    }

    @Test
    void hash_isNoKey_whereAHashIsMeant() {
        Shell.Run run = shell.cuckoo("chain escrow deposit --app-ref 0x" + KEY + " --coordinator 0x1");

        assertThat(run.err()).doesNotContain("private key must not").contains("not an address");
    }
}
