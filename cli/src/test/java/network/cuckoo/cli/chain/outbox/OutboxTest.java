package network.cuckoo.cli.chain.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.hash.Keccak256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
    private static final ChainId CHAIN = new ChainId(31337);
    private static final Hash32 GENESIS = Keccak256.hash("a chain");
    private static final Address ACCOUNT = Address.parse("0x00000000000000000000000000000000000000aa");
    private static final Duration PATIENCE = Duration.ofMillis(200);

    @TempDir
    Path folder;

    @Test
    void stored_isReadBackWhole_byTheNextProcess() {
        StoredTransaction stored = transaction(3).with(form("second"));
        try (Outbox outbox = take()) {
            outbox.store(stored);
        }
        try (Outbox outbox = take()) {
            assertThat(outbox.unfinished()).containsExactly(stored);
        }
        assertThat(Outbox.unfinishedIn(folder, CHAIN, GENESIS, ACCOUNT)).containsExactly(stored);
    }

    @Test
    void emptyForm_isReadBackAsOne_andAFileThatSaysNothingOfItHasNone() {
        StoredTransaction dropping = transaction(3).with(form("nothing").asEmpty());
        try (Outbox outbox = take()) {
            outbox.store(dropping);
            outbox.store(transaction(4));
            assertThat(outbox.unfinished()).containsExactly(dropping, transaction(4));
            assertThat(outbox.unfinished().getFirst().isBeingDropped()).isTrue();
            assertThat(outbox.unfinished().getLast().isBeingDropped()).isFalse();
        }
        assertThat(dropping.isEmptyForm(form("nothing").hash())).isTrue();
        assertThat(dropping.isEmptyForm(form("first 3").hash())).isFalse();
    }

    @Test
    void unfinished_comesByNonceAsANumber() {
        try (Outbox outbox = take()) {
            Stream.of(10, 9, 100).forEach(nonce -> outbox.store(transaction(nonce)));
            assertThat(outbox.unfinished().stream().map(each -> each.nonce().intValueExact()))
                    .containsExactly(9, 10, 100);
        }
    }

    @Test
    void finished_isNoLongerUnfinished_andKeepsItsOutcome() {
        try (Outbox outbox = take()) {
            outbox.store(transaction(1));
            outbox.finish(transaction(1), "done in block 5");
            assertThat(outbox.unfinished()).isEmpty();
        }
        assertThat(Outbox.finishedIn(folder, CHAIN, GENESIS, ACCOUNT))
                .singleElement()
                .satisfies(each -> assertThat(each.outcome()).contains("done in block 5"));
    }

    @Test
    void otherChainsAndAccounts_haveOutboxesOfTheirOwn() {
        try (Outbox outbox = take()) {
            outbox.store(transaction(1));
        }
        Hash32 startedAnew = Keccak256.hash("the same id, started anew");
        assertThat(Outbox.unfinishedIn(folder, CHAIN, startedAnew, ACCOUNT)).isEmpty();
        assertThat(Outbox.unfinishedIn(folder, new ChainId(1), GENESIS, ACCOUNT))
                .isEmpty();
        assertThat(Outbox.unfinishedIn(folder, CHAIN, GENESIS, Address.ZERO)).isEmpty();
    }

    @Test
    void turn_isRefused_whileAnotherHasIt_andSaysSo() {
        List<String> told = new ArrayList<>();
        try (Outbox first = take()) {
            assertThat(first.unfinished()).isEmpty();
            assertThatThrownBy(() -> Outbox.take(folder, CHAIN, GENESIS, ACCOUNT, PATIENCE, () -> told.add("busy")))
                    .isInstanceOf(CommandFailure.class);
        }
        assertThat(told).containsExactly("busy");
        take().close();
    }

    @Test
    void halfWrittenFile_isNoTransaction_andADamagedOneIsNamed() throws IOException {
        Path account =
                folder.resolve(CHAIN + "-" + GENESIS.hex().substring(2, 10)).resolve(ACCOUNT.hex());
        try (Outbox outbox = take()) {
            Files.writeString(account.resolve("4.json.new"), "{");
            assertThat(outbox.unfinished()).isEmpty();
            Files.writeString(account.resolve("4.json"), "{\"nonce\": \"4\"}");
            assertThatThrownBy(outbox::unfinished)
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("4.json")
                    .hasMessageContaining("damaged")
                    .hasMessageContaining("put a copy");
        }
    }

    private Outbox take() {
        return Outbox.take(folder, CHAIN, GENESIS, ACCOUNT, PATIENCE, () -> {});
    }

    private static StoredTransaction transaction(int nonce) {
        return new StoredTransaction(
                BigInteger.valueOf(nonce),
                "staking 1 CAI",
                Keccak256.hash("intent " + nonce),
                nonce == 1 ? Optional.empty() : Optional.of(Address.ZERO),
                "0xabcd",
                Wei.ofCai(1),
                BigInteger.valueOf(21_000),
                nonce == 9,
                List.of(form("first " + nonce)),
                Optional.empty());
    }

    private static SignedForm form(String name) {
        return new SignedForm(Keccak256.hash(name), "0x02f8", new Wei(BigInteger.TEN), new Wei(BigInteger.ONE));
    }
}
