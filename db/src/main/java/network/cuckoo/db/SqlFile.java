package network.cuckoo.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Statements whose plan matters: each in a file that lies beside the class that runs it. */
public final class SqlFile {
    private SqlFile() {}

    /**
     * The statement's text.
     *
     * @throws IllegalStateException if it is not packed beside the class
     */
    public static String read(Class<?> beside, String name) {
        try (var stream = beside.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the statement " + name + " is not packed");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the statement " + name + " can't be read", e);
        }
    }
}
