package network.cuckoo.cli.demo;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** demo */
@Command(name = "demo", description = "demo")
public final class DemoCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return 0;
    }
}
