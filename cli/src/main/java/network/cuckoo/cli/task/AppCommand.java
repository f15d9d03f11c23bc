package network.cuckoo.cli.task;

import com.fasterxml.jackson.databind.JsonNode;
import network.cuckoo.domain.Wei;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code cuckoo app}: the apps of a coordinator. */
@Command(name = "app", description = "Make and list the apps of a coordinator (for its operator)")
public final class AppCommand implements Runnable {
    @Override
    public void run() {
        throw new ParameterException(new CommandLine(this), "app what? create or list");
    }

    @Command(name = "create", description = "Make an app and print its API key, which is shown only here")
    int create(
            @Mixin CoordinatorOptions coordinator,
            @Option(names = "--json", description = "print the answer as JSON") boolean json,
            @Parameters(paramLabel = "NAME", description = "the app's name") String name) {
        JsonNode app = coordinator.admin().createApp(name);
        System.out.println(json ? app.toString() : app.path("apiKey").asText());
        return 0;
    }

    @Command(name = "list", description = "All apps with their credit")
    int list(
            @Mixin CoordinatorOptions coordinator,
            @Option(names = "--json", description = "print the answer as JSON") boolean json) {
        JsonNode apps = coordinator.admin().apps();
        if (json) {
            System.out.println(apps);
            return 0;
        }
        for (JsonNode app : apps.path("apps")) {
            System.out.printf(
                    "%s  %-24s %s available, %s held%n",
                    app.path("appId").asText(),
                    app.path("name").asText(),
                    Wei.parse(app.path("availableWei").asText()).toCai(),
                    Wei.parse(app.path("heldWei").asText()).toCai());
        }
        return 0;
    }
}
