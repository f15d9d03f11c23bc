package network.cuckoo.worker.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a bundle's own files are read from. */
public sealed interface BundleSource {
    /** Opens one of the bundle's files. @throws BundleException if it is missing or can't be opened */
    InputStream open(String name);

    /** A folder on disk. */
    record Folder(Path path) implements BundleSource {
        @Override
        public InputStream open(String name) {
            try {
                return Files.newInputStream(path.resolve(name));
            } catch (IOException e) {
                throw new BundleException("can't open " + name + " of the model bundle in " + path, e);
            }
        }
    }

    /** Resources under a prefix such as {@code models/emoji}; the empty prefix is the root of the class path. */
    record ClassPath(String prefix) implements BundleSource {
        @Override
        public InputStream open(String name) {
            var resource = prefix.isEmpty() ? name : prefix + "/" + name;
            var stream = BundleSource.class.getClassLoader().getResourceAsStream(resource);
            if (stream == null) {
                throw new BundleException("the class path lacks " + resource);
            }
            return stream;
        }
    }
}
