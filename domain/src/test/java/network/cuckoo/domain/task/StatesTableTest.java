package network.cuckoo.domain.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/states.md} against the class that decides. */
class StatesTableTest {
    private static final Path PAGE = Path.of("..", "docs", "states.md");

    @Test
    void page_hasTheTableThatTheRulesMake() throws IOException {
        assertThat(Files.readString(PAGE)).contains(StatesTable.markdown());
    }
}
