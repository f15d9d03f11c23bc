package network.cuckoo.indexer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import network.cuckoo.db.Database;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.db.Secret;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.epoch.BlockTime;
import network.cuckoo.domain.hash.Keccak256;
import network.cuckoo.indexer.event.BlockHead;
import network.cuckoo.indexer.event.ChainEnds;
import network.cuckoo.indexer.event.IndexedBlock;
import network.cuckoo.indexer.event.IndexedEvent;
import network.cuckoo.indexer.event.StakingEvent;
import network.cuckoo.testing.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each move of the index is whole or nothing, and only from where its writer believes it to be. */
class IndexWriterTest {
    private static final Address CONTRACT = Address.parse("0x" + "0c".repeat(20));
    private static final Address STAKER = Address.parse("0x" + "05".repeat(20));

    private final TestPostgres postgres = TestPostgres.migrated("cuckoo", Database::migrate);
    private final Database database =
            Database.open(new DatabaseConfig(postgres.jdbcUrl(), postgres.user(), new Secret(postgres.password()), 2));
    private final IndexWriter writer = writer();

    private final IndexedBlock base = block("base", "genesis", 1, 100);
    private final IndexedBlock left = block("left", "base", 2, 200);
    private final IndexedBlock right = block("right", "base", 2, 300);

    @BeforeEach
    void hold() {
        assertThat(writer.hold()).isTrue();
    }

    @AfterEach
    void close() {
        database.close();
        postgres.close();
    }

    @Test
    void move_makesABlockCanonicalAgain_whenTheChainGoesBackToIt() {
        writer.begin(List.of(base, left), ends(2));
        assertThat(free()).isEqualTo(200);

        writer.move(cursor(left), cursor(base), List.of(right), ends(2));
        assertThat(free()).isEqualTo(300);

        writer.move(cursor(right), cursor(base), List.of(left), ends(2));
        assertThat(free()).isEqualTo(200);
        assertThat(writer.standing().map(Standing::cursor)).contains(cursor(left));
        assertThat(writer.hashes(new BlockNumber(1), new BlockNumber(9)))
                .containsOnly(
                        Map.entry(1L, base.head().hash()),
                        Map.entry(2L, left.head().hash()));
    }

    @Test
    void move_writesNothing_whenTheCursorIsNotWhereItsWriterBelieves() {
        writer.begin(List.of(base, left), ends(2));

        var written = writer.move(cursor(base), cursor(base), List.of(right), ends(2));

        assertThat(written.moved()).isFalse();
        assertThat(free()).isEqualTo(200);
        assertThat(database.read().fetchCount(database.read().selectFrom("block")))
                .isEqualTo(2);
    }

    @Test
    void begin_writesNothing_whenThereIsACursor() {
        writer.begin(List.of(base), ends(1));

        assertThat(writer.begin(List.of(base, right), ends(2)).moved()).isFalse();
        assertThat(writer.standing().map(Standing::cursor)).contains(cursor(base));
    }

    @Test
    void move_isUndone_whenAnEventIsRefused() {
        writer.begin(List.of(base), ends(1));
        var twice = new IndexedBlock(left.head(), List.of(event(1), event(2)));

        assertThatThrownBy(() -> writer.move(cursor(base), cursor(base), List.of(twice), ends(2)))
                .rootCause()
                .hasMessageContaining("staking_event");
        assertThat(writer.standing().map(Standing::cursor)).contains(cursor(base));
        assertThat(database.read().fetchCount(database.read().selectFrom("block")))
                .isEqualTo(1);
    }

    /** A process that was paused wakes up when another has its place: it must not write. */
    @Test
    void move_writesNothing_onceAnotherProcessHoldsTheIndex() {
        writer.begin(List.of(base), ends(1));
        var other = writer();
        assertThat(other.hold()).as("held by the first").isFalse();
        database.read().execute("UPDATE index_holder SET beat_at = beat_at - interval '1 minute'");
        assertThat(other.hold()).as("the first is silent").isTrue();

        assertThat(writer.move(cursor(base), cursor(base), List.of(left), ends(2))
                        .moved())
                .isFalse();
        assertThat(writer.hold()).isFalse();
        assertThat(other.move(cursor(base), cursor(base), List.of(right), ends(2))
                        .moved())
                .isTrue();
        assertThat(free()).isEqualTo(300);

        other.release();
        assertThat(writer.hold()).as("given back").isTrue();
    }

    private IndexWriter writer() {
        return new IndexWriter(
                database,
                new CursorStore(new CursorStore.Subject(new ChainId(1), CONTRACT, CONTRACT, new BlockNumber(1))),
                new HolderStore(new ChainId(1), UUID.randomUUID(), "test"),
                new EpochStore(new NodeAddress(STAKER), Duration.ofSeconds(10), 0));
    }

    private static ChainEnds ends(long number) {
        var head = new BlockHead(new BlockNumber(number), hash("head"), hash("below"), new BlockTime(1000 + number));
        return new ChainEnds(head, new BlockNumber(0));
    }

    private long free() {
        return database.read().fetchSingle("SELECT free_wei FROM stake_free").get(0, Long.class);
    }

    private static Cursor cursor(IndexedBlock block) {
        return new Cursor(block.head().number(), block.head().hash());
    }

    private static IndexedBlock block(String name, String parent, long number, long free) {
        var head = new BlockHead(new BlockNumber(number), hash(name), hash(parent), new BlockTime(1000 + number));
        return new IndexedBlock(head, List.of(event(free)));
    }

    private static IndexedEvent event(long free) {
        var changed = new StakingEvent.FreeChanged(STAKER, BigInteger.valueOf(free), BigInteger.valueOf(free));
        return new IndexedEvent(0, hash("transaction"), CONTRACT, changed);
    }

    private static Hash32 hash(String name) {
        return Keccak256.hash(name);
    }
}
