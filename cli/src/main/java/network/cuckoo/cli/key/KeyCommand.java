package network.cuckoo.cli.key;

import java.security.SecureRandom;
import network.cuckoo.keys.Keystore;
import network.cuckoo.keys.NodeKey;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code cuckoo key}: makes and shows key files. */
@Command(name = "key", description = "Make and show key files (Web3 keystores, version 3)")
public final class KeyCommand implements Runnable {
    @Override
    public void run() {
        throw new ParameterException(new CommandLine(this), "key what? new or show");
    }

    @Command(name = "new", description = "Make a key, write it into a new file and print its address")
    int create(
            @Mixin KeyOptions options,
            @Option(names = "--light", description = "weak protection that opens at once: for tests only")
                    boolean light) {
        NodeKey key = NodeKey.generate(new SecureRandom());
        Keystore.write(
                options.file(), options.password(), key, light ? Keystore.Strength.LIGHT : Keystore.Strength.STANDARD);
        System.out.println(key.address());
        return 0;
    }

    @Command(name = "show", description = "Print a key file's address")
    int show(
            @Mixin KeyOptions options,
            @Option(names = "--check", description = "also open it, which needs the password") boolean check) {
        System.out.println(check ? options.open().address() : Keystore.addressIn(options.file()));
        return 0;
    }
}
