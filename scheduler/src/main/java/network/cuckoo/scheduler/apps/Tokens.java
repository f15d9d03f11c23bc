package network.cuckoo.scheduler.apps;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import network.cuckoo.db.Secret;

/** Makes secrets that open doors: 256 random bits each. */
public final class Tokens {
    private static final int TOKEN_BYTES = 32;

    private final RandomGenerator random;

    /** @param random a secure source, except in tests that replay */
    public Tokens(RandomGenerator random) {
        this.random = random;
    }

    /** 64 hex digits. */
    public Secret next() {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return new Secret(HexFormat.of().formatHex(bytes));
    }
}
