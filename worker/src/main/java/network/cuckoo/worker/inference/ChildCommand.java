package network.cuckoo.worker.inference;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import network.cuckoo.domain.ModelId;

/** The command that starts an inference child: this program's own Java and class path, tuned to start fast and stay small. */
final class ChildCommand {
    private static final List<String> FLAGS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-CreateCoredumpOnCrash",
            "-Xmx512m",
            "-Dorg.slf4j.simpleLogger.log.ai.djl=warn",
            // says on every machine without a GPU that there is none
            "-Dorg.slf4j.simpleLogger.log.ai.djl.util.cuda=error");

    private ChildCommand() {}

    static ProcessBuilder of(InferenceSettings settings) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.add("-XX:ErrorFile=" + settings.cache() + File.separator + "crash-%p.log");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), InferenceChild.class.getName()));
        command.add(settings.cache().toString());
        command.add(Integer.toString(settings.gpu()));
        settings.models().stream().map(ModelId::value).forEach(command::add);
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().remove("DJL_CACHE_DIR");
        return builder;
    }
}
