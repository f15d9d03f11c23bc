package network.cuckoo.cli.verify;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
/** verify */
@Command(name="verify", description="verify")
public final class VerifyCommand implements Callable<Integer> { @Override public Integer call() { return 0; } }
