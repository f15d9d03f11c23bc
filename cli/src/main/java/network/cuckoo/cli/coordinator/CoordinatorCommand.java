package network.cuckoo.cli.coordinator;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** coordinator */
@Command(name = "coordinator", description = "coordinator")
public final class CoordinatorCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return 0;
    }
}
