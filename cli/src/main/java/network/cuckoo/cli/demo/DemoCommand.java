package network.cuckoo.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.WhyNot;
import network.cuckoo.cli.client.AppClient;
import network.cuckoo.cli.offer.OfferOptions;
import network.cuckoo.cli.process.StopSignals;
import network.cuckoo.cli.settings.DatabaseOptions;
import network.cuckoo.cli.settings.Home;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cuckoo demo}: the whole network on this machine. */
@Command(
        name = "demo",
        description = {
            "Run the whole network on this machine: Postgres, a chain, the contracts, a coordinator and three miners.",
            "Offers a picture and an embedding, shows who was drawn and why, and stays up until Ctrl-C.",
            "Started again it continues with the same data."
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  cuckoo demo",
            "  cuckoo demo --once                       end after the first results; the last line is JSON",
            "  cuckoo demo --data-dir /tmp/second       another one beside the first"
        })
public final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "where everything is kept (default: .cuckoo in the checkout)")
    private Path dataDir = Home.defaultData();

    @Option(names = "--fresh", description = "delete what an earlier demo left in the data folder")
    private boolean fresh;

    @Option(
            names = "--once",
            description =
                    "end after the first results; the last line is a JSON summary, the exit code 0 only if all is well")
    private boolean once;

    @Option(
            names = "--prompt",
            defaultValue = "a red apple",
            paramLabel = "TEXT",
            description = "what the first picture is of (default: ${DEFAULT-VALUE})")
    private String prompt = "";

    @Option(
            names = "--epoch-seconds",
            defaultValue = "60",
            paramLabel = "N",
            description = "length of an epoch (default: ${DEFAULT-VALUE})")
    private long epochSeconds;

    @Mixin
    private OfferOptions models = new OfferOptions();

    @Option(
            names = "--no-restart",
            split = ",",
            paramLabel = "PART",
            description =
                    "a process that stays dead when it dies, e.g. miner-1; default: coordinator and miners are started"
                            + " again (Postgres and the chain never are)")
    private Set<String> noRestart = Set.of();

    @Option(names = "--rpc-url", paramLabel = "URL", description = "a given chain instead of one of its own")
    private Optional<URI> rpcUrl = Optional.empty();

    @Option(
            names = "--funder-key-file",
            paramLabel = "FILE",
            description = "keystore of the account that pays there; its password in CUCKOO_FUNDER_PASSWORD")
    private Optional<Path> funderKey = Optional.empty();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--anvil",
            paramLabel = "FILE",
            description = "the local chain's program (default: the one that the build installed)")
    private Optional<Path> anvil = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        var console = new DemoConsole(System.out);
        DemoPlan plan = plan();
        plan.refuseIfWrong();
        var demo = new Demo(plan, console);
        var closer = Thread.ofPlatform().name("end").unstarted(() -> {
            if (!demo.isClosed()) {
                console.say("ending");
                demo.close();
            }
        });
        Runtime.getRuntime().addShutdownHook(closer);
        StopSignals.exitThenHalt(); // what the hook has not ended by the second signal ends with this process
        ExitCode code = run(demo, console);
        return code.number();
    }

    private ExitCode run(Demo demo, DemoConsole console) throws InterruptedException {
        ObjectNode summary;
        ExitCode failed = ExitCode.FAILED;
        try {
            RunningDemo running = demo.start();
            AppClient app = demo.app(running);
            List<DemoTasks.Checked> tasks = demo.firstTasks(running, app);
            String ledgerSum = app.network().path("ledgerSumWei").asText();
            summary = DemoSummary.of(tasks, ledgerSum, running.nodes().deaths(), console.elapsedMillis());
            console.say("ledger: the sum of all accounts is %s wei", ledgerSum);
            demo.beginning().end();
            if (!once) {
                RunJson.write(running, true);
                Welcome.tell(console, running);
                new CountDownLatch(1).await(); // until a signal
            }
        } catch (RuntimeException e) {
            if (demo.isClosed()) {
                return ExitCode.FAILED; // ended by a signal; what broke off by that is no news
            }
            RuntimeException why = demo.beginning().why(e);
            demo.close();
            if (!once) {
                throw why;
            }
            console.say("! %s", WhyNot.of(why));
            summary = DemoSummary.failed(why, console.elapsedMillis());
            failed = why instanceof CommandFailure failure ? failure.exitCode() : ExitCode.FAILED;
        }
        demo.close();
        console.raw(summary.toString());
        return summary.path("ok").asBoolean() ? ExitCode.OK : failed;
    }

    private DemoPlan plan() {
        try {
            return new DemoPlan(
                    dataDir,
                    fresh,
                    once,
                    rpcUrl,
                    funderKey,
                    database.given(),
                    anvil,
                    models.file(),
                    noRestart,
                    epochSeconds,
                    prompt);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
