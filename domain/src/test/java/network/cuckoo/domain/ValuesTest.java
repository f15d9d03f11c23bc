package network.cuckoo.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    private static final String MIXED = "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045";

    @Test
    void address_readsAnyCase_andKeepsItsBytes() {
        Address address = Address.parse(MIXED);
        assertThat(address).hasToString("0xd8da6bf26964af9d7eed9e03e53415d37aa96045");
        assertThat(Address.of(address.bytes())).isEqualTo(address);
        assertThat(address.bytes()).hasSize(20).startsWith(0xd8, 0xda);
        assertThat(NodeAddress.parse(MIXED)).isEqualTo(new NodeAddress(address)).hasToString(address.hex());
        assertThat(OwnerAddress.parse(MIXED))
                .isEqualTo(new OwnerAddress(address))
                .hasToString(address.hex());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0x",
                "d8da6bf26964af9d7eed9e03e53415d37aa96045",
                "0xd8da6bf26964af9d7eed9e03e53415d37aa9604",
                "0xd8da6bf26964af9d7eed9e03e53415d37aa960455",
                "0xg8da6bf26964af9d7eed9e03e53415d37aa96045",
                "0xd8da6bf26964af9d7eed9e03e53415d37aa96045\n"
            })
    void address_refusesWhatIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Address.parse(text));
        assertThatIllegalArgumentException().isThrownBy(() -> Hash32.parse(text));
    }

    @Test
    void address_isOrderedByItsBytes() {
        Address low = Address.parse("0x00ff" + "00".repeat(18));
        Address high = Address.parse("0x80" + "00".repeat(19));
        assertThat(List.of(high, low, Address.ZERO).stream().sorted()).containsExactly(Address.ZERO, low, high);
        assertThat(new NodeAddress(low)).isLessThan(new NodeAddress(high));
        assertThat(new OwnerAddress(low)).isLessThan(new OwnerAddress(high));
    }

    @Test
    void addressAndHash_refuseBytesOfAnotherLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> Address.of(new byte[19]));
        assertThatIllegalArgumentException().isThrownBy(() -> Hash32.of(new byte[33]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Address("0x" + "AB".repeat(20)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Hash32("0x" + "AB".repeat(32)));
    }

    @Test
    void hash_keepsItsBytes() {
        Hash32 hash = Hash32.parse("0x" + "Ab".repeat(32));
        assertThat(Hash32.of(hash.bytes())).isEqualTo(hash).hasToString("0x" + "ab".repeat(32));
        assertThat(Hash32.of(new byte[32])).isEqualTo(Hash32.ZERO).isLessThan(hash);
    }

    @Test
    void addressAndHash_areValues_thatNobodyChanges() {
        byte[] given = new byte[32];
        Hash32 hash = Hash32.of(given);
        given[0] = 1;
        hash.bytes()[1] = 1;
        assertThat(hash).isEqualTo(Hash32.ZERO).hasSameHashCodeAs(Hash32.ZERO).isNotEqualTo(Hash32.of(given));
        assertThat(hash.hashCode()).isNotEqualTo(Hash32.of(given).hashCode());
        assertThat(hash).isNotEqualTo(hash.hex());

        byte[] twenty = new byte[20];
        Address address = Address.of(twenty);
        twenty[0] = 1;
        address.bytes()[1] = 1;
        assertThat(address)
                .isEqualTo(Address.ZERO)
                .hasSameHashCodeAs(Address.ZERO)
                .isNotEqualTo(Address.of(twenty));
        assertThat(address.hashCode()).isNotEqualTo(Address.of(twenty).hashCode());
        assertThat(address).isNotEqualTo(address.hex());
    }

    @ParameterizedTest
    @CsvSource({
        "20000CAI, 20000000000000000000000",
        "20000 CAI, 20000000000000000000000",
        "0.5CAI, 500000000000000000",
        "0.000000000000000001CAI, 1",
        "1000wei, 1000",
        "1000, 1000",
        "0, 0",
    })
    void wei_readsAmounts(String text, String wei) {
        assertThat(Wei.parse(text)).hasToString(wei);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CAI", "-1", "1.5", "1.5wei", "1e3", "1 cai", "0.0000000000000000001CAI", "1,000"})
    void wei_refusesWhatIsNoAmount(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Wei.parse(text));
    }

    @Test
    void wei_countsExactly() {
        Wei stake = Wei.ofCai(20_000);
        assertThat(stake.plus(Wei.parse("1")).minus(stake)).isEqualTo(Wei.parse("1wei"));
        assertThatIllegalArgumentException().isThrownBy(() -> stake.minus(stake.plus(Wei.parse("1"))));
        assertThat(Wei.parse("19999").basisPoints(5_000)).isEqualTo(Wei.parse("9999"));
        assertThat(stake.toCai()).isEqualTo("20000 CAI");
        assertThat(Wei.parse("1500000000000000000").toCai()).isEqualTo("1.5 CAI");
        assertThat(Wei.parse("1")).isLessThan(Wei.parse("2"));
    }

    static Stream<LongFunction<Record>> counts() {
        return Stream.of(EpochNumber::new, BlockNumber::new, ChainId::new, Fence::new);
    }

    @ParameterizedTest
    @MethodSource("counts")
    void counts_areNeverNegative(LongFunction<Record> make) {
        assertThat(make.apply(0)).hasToString("0");
        assertThat(make.apply(Long.MAX_VALUE)).hasToString("9223372036854775807");
        assertThatIllegalArgumentException().isThrownBy(() -> make.apply(-1)).withMessageContaining("-1");
    }

    @Test
    void counts_areOrdered() {
        assertThat(new EpochNumber(1)).isLessThan(new EpochNumber(2));
        assertThat(new BlockNumber(1)).isLessThan(new BlockNumber(2));
        assertThat(new ChainId(1)).isLessThan(new ChainId(2));
        assertThat(new Fence(1)).isLessThan(new Fence(2));
    }

    static Stream<Function<String, Record>> ids() {
        return Stream.of(TaskId::parse, LeaseId::parse, AppId::parse, SessionId::parse);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void ids_readAndWriteUuids(Function<String, Record> parse) {
        String text = new UUID(0x0198_0000_0000_7000L, 0x8000_0000_0000_0001L).toString();
        assertThat(parse.apply(text)).hasToString(text);
        assertThatIllegalArgumentException().isThrownBy(() -> parse.apply("no id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"emoji-v1", "all-minilm-l6-v2", "a", "1.5"})
    void modelId_takesPlainNames(String name) {
        assertThat(new ModelId(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Emoji", "-a", ".a", "a b", "a/b", "../a", "ü"})
    void modelId_refusesOthers(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ModelId(name));
        assertThatIllegalArgumentException().isThrownBy(() -> new ModelId("a".repeat(65)));
    }

    @Test
    void candidateKind_hasTheContractsNumbers() {
        for (CandidateKind kind : CandidateKind.values()) {
            assertThat(CandidateKind.of(kind.number())).isEqualTo(kind);
        }
        assertThat(CandidateKind.MINER.number()).isEqualTo(1);
        assertThat(CandidateKind.COORDINATOR.number()).isEqualTo(2);
        assertThatIllegalArgumentException().isThrownBy(() -> CandidateKind.of(0));
    }
}
