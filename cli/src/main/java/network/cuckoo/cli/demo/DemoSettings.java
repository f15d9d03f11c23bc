package network.cuckoo.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** {@code network.yaml} in a demo's data folder: the demo's network for {@code cuckoo chain}, as {@code chain deploy} would print it. */
final class DemoSettings {
    private DemoSettings() {}

    /** Writes it anew, since the chain's port may have changed. @param made what {@code network.json} says */
    static void write(DemoFolder folder, URI rpcUrl, JsonNode made, Duration epoch) {
        var text = new StringBuilder("""
                rpc-url: "%s"
                chain-id: %d
                staking: "%s"
                settlement: "%s"
                start-block: %d
                epoch-seconds: %d
                outbox: "%s"
                """.formatted(
                        rpcUrl,
                        made.path("chainId").asLong(),
                        made.path("staking").asText(),
                        made.path("settlement").asText(),
                        made.path("startBlock").asLong(),
                        epoch.toSeconds(),
                        folder.outbox()));
        for (String name : new String[] {"governor", "faucet"}) { // demos of older versions have none
            if (made.path(name).isTextual()) {
                text.append(name)
                        .append(": \"")
                        .append(made.path(name).asText())
                        .append("\"\n");
            }
        }
        try {
            var fresh = folder.settings().resolveSibling("network.yaml.new");
            Files.writeString(fresh, text);
            Files.move(fresh, folder.settings(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + folder.settings(), e);
        }
    }
}
