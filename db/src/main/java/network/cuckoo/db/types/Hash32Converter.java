package network.cuckoo.db.types;

import network.cuckoo.domain.Hash32;
import org.jooq.impl.AbstractConverter;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@link Hash32} as the bytes of a {@code bytea} column. */
public final class Hash32Converter extends AbstractConverter<byte[], Hash32> {
    private static final long serialVersionUID = 1L;

    public Hash32Converter() {
        super(byte[].class, Hash32.class);
    }

    @Override
    public @Nullable Hash32 from(byte @Nullable [] bytes) {
        return bytes == null ? null : Hash32.of(bytes);
    }

    @Override
    public byte @Nullable [] to(@Nullable Hash32 value) {
        return value == null ? null : value.bytes();
    }
}
