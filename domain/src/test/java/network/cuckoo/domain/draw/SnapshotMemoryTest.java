package network.cuckoo.domain.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a snapshot keeps, counted over all that it reaches: arrays by their sizes, each object with what a header and references take. */
class SnapshotMemoryTest {
    private static final int MINERS = 200_000;
    private static final int OBJECT_BYTES = 48;

    private final Set<Object> counted = Collections.newSetFromMap(new IdentityHashMap<>());

    @ParameterizedTest
    @CsvSource({"0, 36", "60, 52"})
    void snapshot_keepsAnAddressAndANumberAMiner_andNoObject(int shift, int bytes) throws IllegalAccessException {
        List<MinerWeight> miners = Worlds.miners(new Random(5), MINERS).stream()
                .map(miner -> new MinerWeight(miner.miner(), Worlds.times(miner.weight(), shift)))
                .toList();
        long kept = bytes(EpochSnapshot.of(miners));
        // The upper levels of the tree take less than a byte a miner.
        assertThat(kept).isBetween((long) bytes * MINERS, (bytes + 1L) * MINERS);
    }

    private long bytes(@Nullable Object object) throws IllegalAccessException {
        if (object == null || !counted.add(object)) {
            return 0;
        }
        return switch (object) {
            case byte[] array -> OBJECT_BYTES + array.length;
            case long[] array -> OBJECT_BYTES + (long) Long.BYTES * array.length;
            case BigInteger number -> 2 * OBJECT_BYTES + number.bitLength() / Byte.SIZE;
            case Collection<?> elements -> bytes(elements);
            default -> bytesOfFields(object);
        };
    }

    private long bytes(Collection<?> elements) throws IllegalAccessException {
        long sum = 2 * OBJECT_BYTES;
        for (Object element : elements) {
            sum += Long.BYTES + bytes(element);
        }
        return sum;
    }

    private long bytesOfFields(Object object) throws IllegalAccessException {
        assertThat(object.getClass().getName()).startsWith("network.cuckoo");
        long sum = OBJECT_BYTES;
        for (Field field : object.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                field.setAccessible(true);
                sum += bytes(field.get(object));
            }
        }
        return sum;
    }
}
