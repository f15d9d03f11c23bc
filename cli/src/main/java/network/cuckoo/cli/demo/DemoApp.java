package network.cuckoo.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Optional;
import java.util.UUID;
import network.cuckoo.cli.client.AdminClient;
import network.cuckoo.cli.client.AppClient;
import network.cuckoo.cli.client.RefusedException;
import network.cuckoo.cli.settings.Secrets;
import network.cuckoo.domain.Wei;

/** The app that a demo offers its tasks as: made once for a folder, with credit. */
final class DemoApp {
    private static final String NAME = "demo";
    private static final Wei CREDIT = Wei.ofCai(1_000);
    private static final Wei LOW = Wei.ofCai(100);
    private static final int SUFFIX = 8;

    private final DemoFolder folder;
    private final AdminClient admin;

    DemoApp(DemoFolder folder, AdminClient admin) {
        this.folder = folder;
        this.admin = admin;
    }

    /** The coordinator as this app sees it. */
    AppClient client(URI api) {
        if (!Files.exists(folder.apiKey())) {
            create();
        }
        var client = new AppClient(api, Optional.of(Secrets.read(folder.apiKey())));
        topUp(client);
        return client;
    }

    private void create() {
        JsonNode made;
        try {
            made = admin.createApp(NAME);
        } catch (RefusedException e) {
            if (!e.problem().code().equals("already-exists")) {
                throw e;
            }
            made = admin.createApp(NAME + "-" + UUID.randomUUID().toString().substring(0, SUFFIX));
        }
        try {
            DemoFolder.writeSecret(folder.apiKey(), made.path("apiKey").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void topUp(AppClient client) {
        JsonNode account = client.account();
        if (Wei.parse(account.path("availableWei").asText()).compareTo(LOW) < 0) {
            admin.credit(account.path("appId").asText(), CREDIT, "demo " + UUID.randomUUID());
        }
    }
}
