import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.web3j.codegen.SolidityFunctionWrapperGenerator;

/** Writes a Java binding for each ABI in a folder: {@code GenerateBindings ABI_FOLDER OUTPUT_FOLDER PACKAGE}. */
final class GenerateBindings {

    public static void main(String[] arguments) throws IOException {
        var solidity = Path.of(arguments[0]);
        var output = Path.of(arguments[1]);
        var stamp = output.resolve("inputs.sha256");
        var inputs = Files.readString(solidity.resolve("inputs.sha256"));
        if (Files.exists(stamp) && Files.readString(stamp).equals(inputs)) {
            return;
        }
        for (var abi : abisIn(solidity)) {
            generate(abi, output, arguments[2]);
        }
        Files.writeString(stamp, inputs);
    }

    private static List<Path> abisIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".abi")).sorted().toList();
        }
    }

    private static void generate(Path abi, Path output, String packageName) {
        var bin = Path.of(abi.toString().replaceAll("\\.abi$", ".bin"));
        SolidityFunctionWrapperGenerator.main(
                new String[] {"-a", abi.toString(), "-b", bin.toString(), "-o", output.toString(), "-p", packageName});
    }
}
