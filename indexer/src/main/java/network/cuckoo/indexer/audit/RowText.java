package network.cuckoo.indexer.audit;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Rows as people read them: {@code column=value, …}. */
final class RowText {
    private RowText() {}

    static String of(Record row, List<? extends Field<?>> columns) {
        return columns.stream()
                .map(column -> column.getName() + "=" + value(row.get(column.getName())))
                .collect(Collectors.joining(", "));
    }

    static String value(@Nullable Object value) {
        return value instanceof byte[] bytes ? "0x" + HexFormat.of().formatHex(bytes) : String.valueOf(value);
    }
}
