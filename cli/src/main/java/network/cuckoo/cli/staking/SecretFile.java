package network.cuckoo.cli.staking;

import java.nio.file.Path;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.errand.RootErrands.SecretSource;
import network.cuckoo.cli.chain.errand.TipBook;
import network.cuckoo.cli.settings.SecretChainFile;
import network.cuckoo.cli.settings.Secrets;
import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.Hash32;

/**
 * A coordinator's hash chain, as its node keeps it ({@code secrets.json}), or a file with one epoch's secret alone: 0x and 64 hex
 * digits. What is in it is printed nowhere.
 */
record SecretFile(Path file) implements SecretSource {
    @Override
    public Hash32 secretOf(EpochNumber epoch, TipBook.Told tip) {
        String text = Secrets.read(file).reveal();
        if (!isHashChain(text)) {
            return single(text);
        }
        return SecretChainFile.load(file)
                .secretOf(tip.tip(), tip.epoch(), epoch)
                .orElseThrow(
                        () -> wrong("has no hash chain with the tip " + tip.tip() + " that serves epoch " + epoch));
    }

    /** The tip of the newest hash chain. @throws CommandFailure if the file holds a single secret */
    Hash32 tip() {
        if (!isHashChain(Secrets.read(file).reveal())) {
            throw wrong("holds no hash chain, so it tells no tip");
        }
        return SecretChainFile.load(file).tip();
    }

    private Hash32 single(String text) {
        try {
            return Hash32.parse(text);
        } catch (IllegalArgumentException e) { // its message repeats the text
            throw wrong("holds neither a hash chain nor 32 bytes in hex (0x and 64 digits)");
        }
    }

    private static boolean isHashChain(String text) {
        return text.startsWith("[");
    }

    private CommandFailure wrong(String why) {
        return new CommandFailure(ExitCode.USAGE, "the secrets' file " + file + " " + why);
    }
}
