package network.cuckoo.cli.chain.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.WhyNot;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.Hash32;

/**
 * The signed transactions of one account on one chain. While it is open nobody else sends for this account from the same folder.
 *
 * <p>Layout: {@code FOLDER/CHAIN-GENESIS/ACCOUNT/NONCE.json} for what is unfinished, {@code …/done/NONCE-HASH.json} for the rest;
 * GENESIS are the first 8 digits of block 0's hash, so that a test chain that was started anew is another chain.
 */
public final class Outbox implements AutoCloseable {
    private static final int GENESIS_DIGITS = 8;
    private static final String SUFFIX = ".json";

    private final Path folder;
    private final AccountLock lock;

    private Outbox(Path folder, AccountLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Waits for this account's turn and opens its outbox.
     *
     * @param root where all outboxes lie; made if missing
     * @param genesis hash of the chain's block 0
     * @param whenBusy told once if another command has the turn
     * @throws CommandFailure if the turn does not come within the patience, or the folder can't be used
     */
    public static Outbox take(
            Path root, ChainId chain, Hash32 genesis, Address account, Duration patience, Runnable whenBusy) {
        Path folder = folderOf(root, chain, genesis, account);
        try {
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(folder.resolve("done"), ownerOnly);
            return new Outbox(folder, AccountLock.take(folder.resolve("lock"), patience, whenBusy));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the folder for signed transactions, " + folder + ", can't be used (--outbox): " + WhyNot.of(e),
                    e);
        }
    }

    /** What is unfinished, without waiting for the turn; lowest nonce first. */
    public static List<StoredTransaction> unfinishedIn(Path root, ChainId chain, Hash32 genesis, Address account) {
        return read(folderOf(root, chain, genesis, account));
    }

    /** What is over, lowest nonce first. */
    public static List<StoredTransaction> finishedIn(Path root, ChainId chain, Hash32 genesis, Address account) {
        return read(folderOf(root, chain, genesis, account).resolve("done"));
    }

    /** What is unfinished, lowest nonce first. */
    public List<StoredTransaction> unfinished() {
        return read(folder);
    }

    /** What is over, lowest nonce first. */
    public List<StoredTransaction> finished() {
        return read(folder.resolve("done"));
    }

    /** Keeps a transaction; when this returns, it is on the disk. Replaces the one of the same nonce. */
    public void store(StoredTransaction transaction) {
        write(folder.resolve(transaction.nonce() + SUFFIX), transaction);
    }

    /** Notes what became of a transaction, which is over with that. */
    public void finish(StoredTransaction transaction, String outcome) {
        String name =
                transaction.nonce() + "-" + transaction.newest().hash().hex().substring(2, 2 + GENESIS_DIGITS);
        write(folder.resolve("done").resolve(name + SUFFIX), transaction.ended(outcome));
        try {
            DurableFile.delete(folder.resolve(transaction.nonce() + SUFFIX));
        } catch (IOException e) {
            throw new UncheckedIOException("can't clear the outbox " + folder, e);
        }
    }

    private static void write(Path file, StoredTransaction transaction) {
        try {
            DurableFile.write(file, StoredTransactionJson.write(transaction));
        } catch (IOException e) {
            throw new UncheckedIOException("can't keep a signed transaction in " + file + "; nothing was sent", e);
        }
    }

    private static Path folderOf(Path root, ChainId chain, Hash32 genesis, Address account) {
        String digits = genesis.hex().substring(2, 2 + GENESIS_DIGITS);
        return root.resolve(chain + "-" + digits).resolve(account.hex());
    }

    private static List<StoredTransaction> read(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<StoredTransaction> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(SUFFIX)).toList()) {
                readOne(file).ifPresent(found::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the outbox " + folder, e);
        }
        found.sort(Comparator.comparing(StoredTransaction::nonce));
        return found;
    }

    /** Empty if the transaction was finished by another command meanwhile. */
    private static Optional<StoredTransaction> readOne(Path file) throws IOException {
        try {
            return Optional.of(StoredTransactionJson.read(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "the stored transaction " + file + " is damaged: " + e.getMessage()
                            + "; it may have been sent: look for it on the chain, then put a copy of the file back or move it away",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
