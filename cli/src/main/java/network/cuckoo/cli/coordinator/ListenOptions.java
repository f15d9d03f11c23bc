package network.cuckoo.cli.coordinator;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import network.cuckoo.cli.process.FreePort;
import network.cuckoo.cli.settings.Secrets;
import network.cuckoo.db.Secret;
import picocli.CommandLine.Option;

/** Where a coordinator listens, and who may log in as its admin. */
final class ListenOptions {
    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            paramLabel = "HOST",
            description = "address of the API (default: ${DEFAULT-VALUE})")
    private String host = "";

    @Option(
            names = "--port",
            defaultValue = "8080",
            paramLabel = "N",
            description = "port of the API; 0: any (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--admin-host",
            defaultValue = "127.0.0.1",
            paramLabel = "HOST",
            description = "address of the admin listener (default: ${DEFAULT-VALUE})")
    private String adminHost = "";

    @Option(
            names = "--admin-port",
            defaultValue = "8081",
            paramLabel = "N",
            description = "port of the admin listener; 0: any (default: ${DEFAULT-VALUE})")
    private int adminPort;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "how miners and apps reach the API (default: http://HOST:PORT)")
    private Optional<URI> publicUrl = Optional.empty();

    @Option(
            names = "--admin-password-file",
            paramLabel = "FILE",
            description = "file with the admin's password; else CUCKOO_ADMIN_PASSWORD")
    private Optional<Path> adminPasswordFile = Optional.empty();

    CoordinatorConfig.Listen listen() {
        int chosen = port == 0 ? FreePort.any() : port;
        URI reachable = publicUrl.orElseGet(() -> URI.create("http://" + host + ":" + chosen));
        return new CoordinatorConfig.Listen(host, chosen, adminHost, adminPort, reachable);
    }

    Secret adminPassword() {
        return Secrets.need(
                "the admin's password", adminPasswordFile, "--admin-password-file", "CUCKOO_ADMIN_PASSWORD");
    }
}
