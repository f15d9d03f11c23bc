package network.cuckoo.cli.task;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.client.AdminClient;
import network.cuckoo.cli.client.AppClient;
import network.cuckoo.cli.settings.Home;
import network.cuckoo.cli.settings.RunFile;
import network.cuckoo.cli.settings.Secrets;
import network.cuckoo.db.Secret;
import picocli.CommandLine.Option;

/** Which coordinator a command speaks to, and as whom. What is not given comes from a demo's {@code run.json}. */
public final class CoordinatorOptions {
    private static final String API_KEY = "CUCKOO_API_KEY";
    private static final String ADMIN_PASSWORD = "CUCKOO_ADMIN_PASSWORD";

    @Option(names = "--url", paramLabel = "URL", description = "the coordinator's API; default: the demo's")
    private Optional<URI> url = Optional.empty();

    @Option(
            names = "--admin-url",
            paramLabel = "URL",
            description = "the coordinator's admin listener; default: the demo's")
    private Optional<URI> adminUrl = Optional.empty();

    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description = "file with the app's API key; else CUCKOO_API_KEY, else the demo's")
    private Optional<Path> apiKeyFile = Optional.empty();

    @Option(
            names = "--admin-password-file",
            paramLabel = "FILE",
            description = "file with the admin's password; else CUCKOO_ADMIN_PASSWORD, else the demo's")
    private Optional<Path> adminPasswordFile = Optional.empty();

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "the demo's data folder; default: .cuckoo in the checkout")
    private Path dataDir = Home.defaultData();

    /** The coordinator as an app with an API key sees it. */
    public AppClient app() {
        Secret key = Secrets.find(apiKeyFile, API_KEY)
                .orElseGet(() -> fromDemo(
                        "an API key (CUCKOO_API_KEY or --api-key-file)", run -> Secrets.read(run.path("apiKeyFile"))));
        return new AppClient(apiUrl(), Optional.of(key));
    }

    /** The coordinator as anybody sees it. */
    public AppClient anybody() {
        return new AppClient(apiUrl(), Optional.empty());
    }

    /** The coordinator as its operator sees it. */
    public AdminClient admin() {
        Secret password = Secrets.find(adminPasswordFile, ADMIN_PASSWORD)
                .orElseGet(() -> fromDemo(
                        "the admin's password (CUCKOO_ADMIN_PASSWORD or --admin-password-file)",
                        run -> Secrets.read(run.path("adminPasswordFile"))));
        return new AdminClient(adminUrl.orElseGet(() -> fromDemo("--admin-url", run -> run.uri("admin"))), password);
    }

    /** The demo's {@code run.json}, if there is one. */
    public Optional<RunFile> demo() {
        return RunFile.read(dataDir);
    }

    private URI apiUrl() {
        return url.orElseGet(() -> fromDemo("--url", run -> run.uri("api")));
    }

    private <T> T fromDemo(String what, Function<RunFile, T> value) {
        return RunFile.read(dataDir)
                .map(value)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        what + " is needed: no demo has run in " + dataDir.toAbsolutePath() + " (--data-dir)"));
    }
}
