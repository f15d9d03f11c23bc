package network.cuckoo.cli.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.coordinator.CoordinatorConfig;
import network.cuckoo.cli.offer.ModelsFile;
import network.cuckoo.cli.settings.Secrets;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.db.Secret;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.task.TextToImageInput;
import network.cuckoo.keys.Keystore;
import network.cuckoo.keys.NodeKey;
import network.cuckoo.keys.Password;

/**
 * What a demo was asked for.
 *
 * @param once end after the first results
 * @param rpcUrl a given chain; empty: one of its own
 * @param funderKey keystore of the account that pays on a given chain
 * @param database a given database; empty: one of its own
 * @param models file of models on offer; empty: the usual ones
 * @param noRestart names of processes that stay dead when they die
 * @param prompt what the first task asks for
 */
record DemoPlan(
        Path dataDir,
        boolean fresh,
        boolean once,
        Optional<URI> rpcUrl,
        Optional<Path> funderKey,
        Optional<DatabaseConfig> database,
        Optional<Path> anvil,
        Optional<Path> models,
        Set<String> noRestart,
        long epochSeconds,
        String prompt) {
    DemoPlan {
        noRestart = Set.copyOf(noRestart);
    }

    /** @throws CommandFailure (usage) if something can be known to be wrong before any part is started */
    void refuseIfWrong() {
        if (epochSeconds < 1 || epochSeconds > CoordinatorConfig.LONGEST_EPOCH_SECONDS) {
            throw wrong("--epoch-seconds must be 1 to " + CoordinatorConfig.LONGEST_EPOCH_SECONDS + ", not "
                    + epochSeconds);
        }
        try {
            var unused = new TextToImageInput(prompt, 0, 1, 0);
        } catch (IllegalArgumentException e) {
            throw wrong("--prompt: " + e.getMessage());
        }
        Set<String> known = new TreeSet<>(Set.of(DemoLauncher.COORDINATOR));
        DemoMiner.ALL.forEach(miner -> known.add(miner.name()));
        for (String name : noRestart) {
            if (!known.contains(name)) {
                throw wrong("--no-restart: there is no '" + name + "'; known: " + String.join(", ", known));
            }
        }
        models.ifPresent(ModelsFile::read);
        if (rpcUrl.isPresent()) {
            funder();
        }
    }

    /** The account that pays on a given chain. @throws CommandFailure if it or its password is not named */
    NodeKey funder() {
        Path file = funderKey.orElseThrow(() ->
                wrong("on a given chain somebody must pay for stakes and gas: name a keystore with --funder-key-file"));
        Secret password =
                Secrets.need("the funder's password", Optional.empty(), "--funder-key-file", "CUCKOO_FUNDER_PASSWORD");
        return Keystore.read(file, new Password(password.reveal()));
    }

    private static CommandFailure wrong(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }

    static final ModelId PICTURES = new ModelId("emoji");
    static final ModelId EMBEDDINGS = new ModelId("minilm");
    static final String SENTENCE = "The cuckoo lays its eggs in the nests of others.";
}
