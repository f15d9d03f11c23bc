package network.cuckoo.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import network.cuckoo.cli.coordinator.CoordinatorCommand;
import network.cuckoo.cli.demo.DemoCommand;
import network.cuckoo.cli.demo.PrepareCommand;
import network.cuckoo.cli.index.IndexCommand;
import network.cuckoo.cli.key.KeyCommand;
import network.cuckoo.cli.miner.MinerCommand;
import network.cuckoo.cli.miner.MinersCommand;
import network.cuckoo.cli.staking.ChainCommand;
import network.cuckoo.cli.task.AppCommand;
import network.cuckoo.cli.task.CreditCommand;
import network.cuckoo.cli.task.DeadLetterCommand;
import network.cuckoo.cli.task.TaskCommand;
import network.cuckoo.cli.verify.VerifyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Which commands there are, and which of them one run needs: reading the options of all by reflection takes longer than most
 * commands do.
 *
 * @param wanted the commands that are made
 */
record CommandTree(Predicate<Class<?>> wanted) {
    /** Every command, for help and for what no single command says. */
    static final CommandTree ALL = new CommandTree(any -> true);

    private static final List<Class<?>> TOP = List.of(
            DemoCommand.class,
            CoordinatorCommand.class,
            MinerCommand.class,
            MinersCommand.class,
            TaskCommand.class,
            AppCommand.class,
            CreditCommand.class,
            DeadLetterCommand.class,
            VerifyCommand.class,
            KeyCommand.class,
            ChainCommand.class,
            IndexCommand.class,
            PrepareCommand.class);

    /** For arguments that begin with one command's name, or two below {@code chain}; nothing if they don't. */
    static Optional<CommandTree> of(String... arguments) {
        Optional<Class<?>> first = named(TOP, arguments, 0);
        if (first.isEmpty() || !first.get().equals(ChainCommand.class)) {
            return first.map(command -> new CommandTree(command::equals));
        }
        return named(ChainCommand.BELOW, arguments, 1)
                .map(command -> new CommandTree(any -> any.equals(ChainCommand.class) || any.equals(command)));
    }

    private static Optional<Class<?>> named(List<Class<?>> commands, String[] arguments, int place) {
        return place >= arguments.length
                ? Optional.empty()
                : commands.stream()
                        .filter(command -> isNamed(command, arguments[place]))
                        .findFirst();
    }

    private static boolean isNamed(Class<?> command, String name) {
        var annotation = command.getAnnotation(Command.class);
        return annotation.name().equals(name)
                || Arrays.asList(annotation.aliases()).contains(name);
    }

    /** Makes them. */
    CommandLine line() {
        var root = new CommandLine(new Cuckoo());
        TOP.stream().filter(wanted).forEach(command -> root.addSubcommand(made(command)));
        return root;
    }

    private CommandLine made(Class<?> command) {
        var line = new CommandLine(command);
        if (command.equals(ChainCommand.class)) {
            ChainCommand.BELOW.stream().filter(wanted).forEach(line::addSubcommand);
        }
        return line;
    }
}
