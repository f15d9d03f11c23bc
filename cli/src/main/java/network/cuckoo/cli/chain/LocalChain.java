package network.cuckoo.cli.chain;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.WhyNot;
import network.cuckoo.cli.process.ChildProcess;
import network.cuckoo.cli.process.Guard;
import network.cuckoo.cli.process.Waiting;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A chain of our own (anvil) on the loopback address, whose blocks outlive the process: its state is written every few seconds,
 * whole or not at all, and once more at the end. After an end without warning the blocks since the last writing are gone, and new
 * ones take their numbers: readers see a reorg.
 */
public final class LocalChain implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalChain.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(15);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(3);
    private static final long SAVE_EVERY_MILLIS = 5_000;
    private static final int SAVE_SHARE = 50; // at most a fiftieth of the time goes into writing
    private static final String CHAIN_ID = "31337";

    private final ChildProcess process;
    private final Guard guard;
    private final ChainAccess access;
    private final Path state;
    private final Path mark;
    private final boolean lastEndUnseen;
    private final ScheduledExecutorService saver = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("chain-saver").factory());

    private boolean saveFailed; // touched by the saver's thread only

    private LocalChain(ChildProcess process, Guard guard, ChainAccess access, Path state) {
        this.process = process;
        this.guard = guard;
        this.access = access;
        this.state = state;
        this.mark = state.resolveSibling("running");
        this.lastEndUnseen = Files.exists(mark);
    }

    /**
     * Starts the chain on a port, with the blocks it had before. No block is made until {@link #makeBlocks}; until then each
     * transaction gets its own block at once.
     *
     * @param folder where its state is kept
     * @throws CommandFailure if it does not answer within 15 s; names its log
     */
    public static LocalChain start(Path anvil, Path folder, Path log, int port) {
        Path state = folder.resolve("state.json");
        List<String> command = new ArrayList<>(List.of(
                anvil.toString(),
                "--silent",
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--chain-id",
                CHAIN_ID,
                "--accounts",
                "0"));
        if (Files.exists(state)) {
            command.addAll(List.of("--load-state", state.toString()));
        }
        Guard guard = Guard.ready("TERM");
        ChildProcess process;
        try {
            process = ChildProcess.start("chain", command, environment -> {}, log);
            guard.watch(process.pid());
        } catch (RuntimeException e) {
            guard.close();
            throw e;
        }
        var access = new ChainAccess(URI.create("http://127.0.0.1:" + port));
        var chain = new LocalChain(process, guard, access, state);
        try {
            chain.awaitAnswer();
        } catch (RuntimeException e) {
            chain.abandon();
            throw e;
        }
        return chain;
    }

    private void awaitAnswer() {
        Waiting.until("the chain to answer", START_LIMIT, () -> {
            if (!process.isAlive()) {
                throw new CommandFailure(
                        ExitCode.FAILED, "the chain (anvil) ended at once " + String.join("\n", process.endReport()));
            }
            return access.answers() ? Optional.of(true) : Optional.empty();
        });
    }

    public URI url() {
        return access.url();
    }

    public ChainAccess access() {
        return access;
    }

    public ChildProcess process() {
        return process;
    }

    /** Sets an account's balance; only a chain of one's own allows that. */
    public void setBalance(Address account, Wei balance) {
        access.raw("anvil_setBalance", account.hex(), "0x" + balance.value().toString(16));
    }

    /** Makes a block each period from now on, and begins to keep the state on disk. */
    public void makeBlocks(Duration period) {
        markRunning();
        access.raw("evm_setIntervalMining", period.toSeconds());
        var _ = saver.schedule(this::saveAgainAndAgain, SAVE_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Whether the last process ended without a word, so that blocks made since its last writing are gone. */
    public boolean hasLostBlocks() {
        return lastEndUnseen;
    }

    /** Writes the state: a temporary file, synced, then renamed. */
    public synchronized void save() {
        byte[] zipped = HexFormat.of().parseHex(access.raw("anvil_dumpState").substring("0x".length()));
        Path written = state.resolveSibling("state.json.new");
        try {
            Files.createDirectories(state.getParent());
            try (var in = new GZIPInputStream(new ByteArrayInputStream(zipped));
                    var out = FileChannel.open(
                            written,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                out.write(ByteBuffer.wrap(in.readAllBytes()));
                out.force(true);
            }
            Files.move(written, state, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("can't keep the chain's state in " + state, e);
        }
    }

    private void markRunning() {
        try {
            Files.createDirectories(mark.getParent());
            Files.writeString(mark, Long.toString(process.pid()));
        } catch (IOException e) {
            throw new UncheckedIOException("can't write into " + mark.getParent(), e);
        }
    }

    private void saveAgainAndAgain() {
        long begun = System.nanoTime();
        try {
            save();
            saveFailed = false;
        } catch (RuntimeException e) {
            if (!saveFailed) {
                LOG.warn("The chain's state is not kept until this is over: {}", WhyNot.of(e));
            }
            saveFailed = true;
        }
        if (!process.isAlive()) {
            return;
        }
        long tookMillis = (System.nanoTime() - begun) / 1_000_000;
        var _ = saver.schedule(
                this::saveAgainAndAgain, Math.max(SAVE_EVERY_MILLIS, SAVE_SHARE * tookMillis), TimeUnit.MILLISECONDS);
    }

    /** Writes the state a last time and ends the process. */
    @Override
    public void close() {
        saver.shutdownNow();
        try {
            if (process.isAlive()) {
                save();
                Files.deleteIfExists(mark);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            abandon();
        }
    }

    private void abandon() {
        process.stop(STOP_PATIENCE);
        guard.close();
        access.close();
    }
}
