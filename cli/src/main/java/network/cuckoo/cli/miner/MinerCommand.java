package network.cuckoo.cli.miner;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** miner */
@Command(name = "miner", description = "miner")
public final class MinerCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return 0;
    }
}
