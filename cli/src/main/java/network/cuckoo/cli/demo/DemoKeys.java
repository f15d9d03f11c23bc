package network.cuckoo.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import network.cuckoo.keys.Keystore;
import network.cuckoo.keys.NodeKey;
import network.cuckoo.keys.Password;

/** The keys of a demo's people and nodes, made once, in keystore files of its data folder. */
final class DemoKeys {
    private final Path folder;
    private final Path passwordFile;
    private final Password password;
    private final Map<String, NodeKey> opened = new ConcurrentHashMap<>();

    DemoKeys(DemoFolder demo) {
        this.folder = demo.keys();
        this.passwordFile = folder.resolve("password");
        this.password = new Password(demo.passwordIn(passwordFile));
    }

    /** The key of this name; made if it isn't there. */
    NodeKey key(String name) {
        return opened.computeIfAbsent(name, this::open);
    }

    /** Where the key of this name lies. */
    Path file(String name) {
        return folder.resolve(name + ".json");
    }

    Path passwordFile() {
        return passwordFile;
    }

    private NodeKey open(String name) {
        Path file = file(name);
        if (Files.exists(file)) {
            return Keystore.read(file, password);
        }
        NodeKey key = NodeKey.generate(new SecureRandom());
        Path fresh = folder.resolve(name + ".new");
        try {
            Files.deleteIfExists(fresh);
            Keystore.write(fresh, password, key, Keystore.Strength.LIGHT);
            Files.move(fresh, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return key;
    }
}
