package network.cuckoo.cli.staking;

import picocli.CommandLine.Option;

/** How a candidate introduces itself to stakers. */
final class InfoOption {
    @Option(
            names = "--info",
            defaultValue = "",
            paramLabel = "TEXT",
            description = "introduction for stakers (default: empty)")
    private String info = "";

    String text() {
        return info;
    }
}
