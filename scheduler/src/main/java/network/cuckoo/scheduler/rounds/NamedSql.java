package network.cuckoo.scheduler.rounds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Statements whose plan matters, each in a file beside this class. */
final class NamedSql {
    static final String CLAIM = read("claim.sql");
    static final String WAITING = read("waiting.sql");

    private NamedSql() {}

    private static String read(String name) {
        try (var stream = NamedSql.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the statement " + name + " is not packed");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the statement " + name + " can't be read", e);
        }
    }
}
