package network.cuckoo.cli.settings;

import java.nio.file.Path;

/** The checkout that this program was built in. */
public final class Home {
    private static final String PROPERTY = "cuckoo.home";

    private Home() {}

    /** The checkout, told by the {@code cuckoo} script; else the current folder. */
    public static Path folder() {
        return Path.of(System.getProperty(PROPERTY, "")).toAbsolutePath();
    }

    /** The data folder where nothing else is said: {@code .cuckoo} in the checkout, so that every command finds the same. */
    public static Path defaultData() {
        return folder().resolve(".cuckoo");
    }
}
