package network.cuckoo.api;

import java.util.concurrent.atomic.AtomicInteger;
import network.cuckoo.domain.Wei;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** One world for the tests of a class; each test makes apps and tasks of its own in it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WorldTest {
    private final AtomicInteger names = new AtomicInteger();
    private @Nullable ApiWorld world;

    @BeforeAll
    void open() {
        world = new ApiWorld();
    }

    @AfterAll
    void close() {
        world().close();
    }

    ApiWorld world() {
        ApiWorld opened = world;
        if (opened == null) {
            throw new IllegalStateException("the world is not open");
        }
        return opened;
    }

    /** An app that can pay for a few tasks. */
    Api richApp() {
        return world().app("app-" + names.incrementAndGet(), Wei.ofCai(10));
    }

    /** An app without credit. */
    Api poorApp() {
        return world().app("app-" + names.incrementAndGet(), Wei.ZERO);
    }
}
