package network.cuckoo.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** A {@code --dry-run --json} that ends with a refusal: that too is an outcome, and is told as one object on the output. */
final class DryRun {
    private DryRun() {}

    /** Tells it, if the command was run so; the sentence for people comes all the same. */
    static void tell(Exception failure, CommandLine command, int exitCode) {
        if (!isOn(command, "--dry-run") || !isOn(command, "--json")) {
            return;
        }
        ObjectNode refusal = JsonNodeFactory.instance
                .objectNode()
                .put("dryRun", true)
                .put("refused", true)
                .put("reason", failure.getMessage())
                .put("exitCode", exitCode);
        if (failure instanceof CommandFailure known) {
            known.errorName().ifPresent(name -> refusal.put("error", name));
        }
        System.out.println(refusal);
    }

    private static boolean isOn(CommandLine command, String option) {
        OptionSpec spec = command.getCommandSpec().findOption(option);
        return spec != null && Boolean.TRUE.equals(spec.getValue());
    }
}
