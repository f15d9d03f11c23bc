package network.cuckoo.worker.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The encodings are those of the protobuf documentation's examples. */
class ProtobufFieldsTest {
    @Test
    void fields_areReadInOrder_withNumbersTextsAndPackedNumbers() {
        var read = new ArrayList<String>();
        encoded("089601" + "120774657374696e67" + "32" + "06" + "038e029ea705")
                .forEach((field, value) -> read.add(
                        switch (field) {
                            case 2 -> "2 " + value.text();
                            default -> field + " " + value.integers();
                        }));

        assertThat(read).containsExactly("1 [150]", "2 testing", "6 [3, 270, 86942]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"08", "0896", "1207746573", "0b", "08ffffffffffffffffffff01"})
    void fields_areRefused_whenCutOffOrBroken(String hex) {
        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> encoded(hex).forEach((field, value) -> {}));
    }

    private static ProtobufFields encoded(String hex) {
        return ProtobufFields.of(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
    }
}
