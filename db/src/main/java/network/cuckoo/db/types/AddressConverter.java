package network.cuckoo.db.types;

import network.cuckoo.domain.Address;
import org.jooq.impl.AbstractConverter;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@link Address} as the bytes of a {@code bytea} column. */
public final class AddressConverter extends AbstractConverter<byte[], Address> {
    private static final long serialVersionUID = 1L;

    public AddressConverter() {
        super(byte[].class, Address.class);
    }

    @Override
    public @Nullable Address from(byte @Nullable [] bytes) {
        return bytes == null ? null : Address.of(bytes);
    }

    @Override
    public byte @Nullable [] to(@Nullable Address value) {
        return value == null ? null : value.bytes();
    }
}
