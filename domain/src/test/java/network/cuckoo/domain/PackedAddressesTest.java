package network.cuckoo.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackedAddressesTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "1, 1", "7, 3", "100, 100", "100, 200", "1000, 1"})
    void addresses_areFoundAtTheirPlaces(int count, int expected) {
        List<Address> addresses = addresses(new Random(count), count);
        PackedAddresses packed = packed(addresses, expected);
        assertThat(packed.size()).isEqualTo(count);
        for (int i = 0; i < count; i++) {
            assertThat(packed.get(i)).isEqualTo(addresses.get(i));
            assertThat(packed.search(addresses.get(i))).isEqualTo(i);
        }
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> packed.get(count));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> packed.get(-1));
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "50"})
    void search_tellsWhereAStrangerWouldStand(int count) {
        var random = new Random(count + 7);
        List<Address> addresses = addresses(random, count);
        PackedAddresses packed = packed(addresses, count);
        for (Address stranger : addresses(random, 100)) {
            long below = addresses.stream()
                    .filter(address -> address.compareTo(stranger) < 0)
                    .count();
            assertThat(packed.search(stranger)).isEqualTo((int) -below - 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "9"})
    void ascends_saysWhetherTheNextIsAboveTheLast(int expected) {
        var builder = new PackedAddresses.Builder(expected);
        assertThat(builder.ascends(Address.ZERO)).isTrue();
        builder.add(address("7f"));
        assertThat(builder.ascends(address("7e"))).isFalse();
        assertThat(builder.ascends(address("7f"))).isFalse();
        assertThat(builder.ascends(address("80"))).isTrue();
    }

    private static Address address(String firstByte) {
        return new Address("0x" + firstByte + "00".repeat(19));
    }

    private static PackedAddresses packed(List<Address> addresses, int expected) {
        var builder = new PackedAddresses.Builder(expected);
        addresses.forEach(builder::add);
        return builder.build();
    }

    private static List<Address> addresses(Random random, int count) {
        var addresses = new TreeSet<Address>();
        while (addresses.size() < count) {
            var bytes = new byte[Address.BYTES];
            random.nextBytes(bytes);
            addresses.add(Address.of(bytes));
        }
        return new ArrayList<>(addresses);
    }
}
