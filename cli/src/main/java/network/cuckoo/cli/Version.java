package network.cuckoo.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String built = Cuckoo.class.getPackage().getImplementationVersion();
        return new String[] {
            "cuckoo " + (built == null ? "(not packed)" : built),
            "Java " + Runtime.version() + " on " + System.getProperty("os.name")
        };
    }
}
