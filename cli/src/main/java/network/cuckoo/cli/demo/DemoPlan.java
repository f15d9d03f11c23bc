package network.cuckoo.cli.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.domain.ModelId;

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

    static final ModelId PICTURES = new ModelId("emoji");
    static final ModelId EMBEDDINGS = new ModelId("minilm");
    static final String SENTENCE = "The cuckoo lays its eggs in the nests of others.";
}
