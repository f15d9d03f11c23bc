package network.cuckoo.domain;

import java.util.Arrays;
import java.util.Objects;

/** Addresses in an order, from place 0: 20 bytes each in one array, for lists of a million. Immutable. */
public final class PackedAddresses {
    private final byte[] bytes;

    private PackedAddresses(byte[] bytes) {
        this.bytes = bytes;
    }

    /** How many there are. */
    public int size() {
        return bytes.length / Address.BYTES;
    }

    /**
     * The address at this place.
     *
     * @throws IndexOutOfBoundsException if there is no such place
     */
    public Address get(int index) {
        int from = Objects.checkIndex(index, size()) * Address.BYTES;
        return Address.of(Arrays.copyOfRange(bytes, from, from + Address.BYTES));
    }

    /** The place of an address among addresses that ascend; {@code −(place to insert it) − 1} if it is not among them. */
    public int search(Address address) {
        byte[] key = address.bytes();
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(bytes, middle, key);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    private static int compare(byte[] bytes, int index, byte[] key) {
        int from = index * Address.BYTES;
        return Arrays.compareUnsigned(bytes, from, from + Address.BYTES, key, 0, Address.BYTES);
    }

    /** Takes addresses one by one. */
    public static final class Builder {
        private byte[] bytes;
        private int size;

        /** @param expected how many are likely to come; more may, and fewer */
        public Builder(int expected) {
            bytes = new byte[Math.multiplyExact(expected, Address.BYTES)];
        }

        /** The next address. */
        public void add(Address address) {
            if (size * Address.BYTES == bytes.length) {
                int larger = Math.max(size + 1, Math.addExact(size, size >> 1));
                bytes = Arrays.copyOf(bytes, Math.multiplyExact(larger, Address.BYTES));
            }
            System.arraycopy(address.bytes(), 0, bytes, size * Address.BYTES, Address.BYTES);
            size++;
        }

        /** Whether the address is above the last one that came; true for the first. */
        public boolean ascends(Address next) {
            return size == 0 || compare(bytes, size - 1, next.bytes()) < 0;
        }

        /** Those that came. */
        public PackedAddresses build() {
            int used = size * Address.BYTES;
            // A full array is never written again: the next address moves to a larger one.
            return new PackedAddresses(used == bytes.length ? bytes : Arrays.copyOf(bytes, used));
        }
    }
}
