package network.cuckoo.cli.verify;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import network.cuckoo.cli.settings.SecretChainFile;
import network.cuckoo.domain.Hash32;
import network.cuckoo.scheduler.secrets.SecretChain;

/** Secrets of epochs that are not over, for the one who has the hash chain. */
public final class OwnSecrets {
    private OwnSecrets() {}

    /** Looks secrets up in the coordinator's file; without a file nobody knows them. */
    public static Function<AssignmentCheck.Setting, Optional<Hash32>> of(Optional<Path> file) {
        Optional<SecretChain> chain = file.map(SecretChainFile::load);
        return setting ->
                chain.flatMap(secrets -> secrets.secretOf(setting.tip(), setting.firstEpoch(), setting.epoch()));
    }
}
