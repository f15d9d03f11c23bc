package network.cuckoo.scheduler.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.secret.EpochSecrets;
import network.cuckoo.domain.secret.HashChain;

/**
 * The coordinator's hash chains, in a file that only its user may read: whoever has it can predict every draw. A used-up chain is
 * followed by another in the same file; which one an epoch uses is told by the tip on chain.
 */
public final class SecretChain {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<HashChain> chains;

    private SecretChain(List<HashChain> chains) {
        this.chains = List.copyOf(chains);
    }

    /**
     * Reads the file.
     *
     * @throws UncheckedIOException if it is missing, unreadable or not in our form
     */
    public static SecretChain load(Path file) {
        var chains = new ArrayList<HashChain>();
        read(file)
                .forEach(chain -> chains.add(HashChain.from(
                        Hash32.parse(chain.path("seed").asText()),
                        chain.path("length").asInt())));
        return new SecretChain(chains);
    }

    /** The file's chains, or those of a new file with one chain of so many epochs. */
    public static SecretChain loadOrCreate(Path file, int epochs, RandomGenerator random) {
        return Files.exists(file) ? load(file) : append(file, epochs, random);
    }

    /** Adds a chain of so many epochs to the file, made if it is missing; its {@link #tip()} is then to be put on chain. */
    public static SecretChain append(Path file, int epochs, RandomGenerator random) {
        ArrayNode stored = Files.exists(file) ? read(file) : JSON.createArrayNode();
        var seed = new byte[32];
        random.nextBytes(seed);
        stored.addObject().put("seed", Hash32.of(seed).hex()).put("length", epochs);
        write(file, stored);
        return load(file);
    }

    /** The tip of the newest chain. */
    public Hash32 tip() {
        return chains.getLast().tip();
    }

    /**
     * The secret of an epoch; empty if no chain here has that tip, or it is used up.
     *
     * @param tip the tip that was on chain when the epoch began
     * @param tipEpoch the epoch of the block that set it
     */
    public Optional<Hash32> secretOf(Hash32 tip, EpochNumber tipEpoch, EpochNumber epoch) {
        return chains.stream()
                .filter(chain -> chain.tip().equals(tip))
                .map(chain -> new EpochSecrets(chain, tipEpoch))
                .filter(secrets -> secrets.serves(epoch))
                .map(secrets -> secrets.secretOf(epoch))
                .findFirst();
    }

    private static ArrayNode read(Path file) {
        try {
            JsonNode stored = JSON.readTree(Files.readAllBytes(file));
            if (!(stored instanceof ArrayNode chains) || chains.isEmpty()) {
                throw new IOException(file + " holds no hash chain");
            }
            return chains;
        } catch (IOException e) {
            throw new UncheckedIOException("the secrets' file " + file + " can't be read", e);
        }
    }

    private static void write(Path file, ArrayNode chains) {
        Path folder = file.toAbsolutePath().getParent();
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(fresh);
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            try (var channel = Files.newByteChannel(
                    fresh,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC),
                    ownerOnly)) {
                channel.write(ByteBuffer.wrap(JSON.writeValueAsBytes(chains)));
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the secrets' file " + file + " can't be written", e);
        }
    }
}
