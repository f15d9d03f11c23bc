package network.cuckoo.api.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.function.Function;
import network.cuckoo.api.problem.ApiProblem;
import network.cuckoo.api.problem.ProblemCode;
import network.cuckoo.domain.Hash32;
import org.junit.jupiter.api.Test;

class FieldsTest {
    @Test
    void readAll_refusesUnknownFields_andNamesThem() {
        refused("{\"a\":\"x\",\"b\":1}", fields -> fields.text("a", 5), "Unknown field b. Known here: a.");
    }

    @Test
    void text_refusesOtherTypesAndLengths() {
        refused("{}", fields -> fields.text("a", 5), "Field a is missing.");
        refused("{\"a\":null}", fields -> fields.text("a", 5), "Field a is missing.");
        refused("{\"a\":5}", fields -> fields.text("a", 5), "Field a must be a text in quotes.");
        refused("{\"a\":\"\"}", fields -> fields.text("a", 5), "Field a must have 1 to 5 characters, not 0.");
        refused("{\"a\":\"123456\"}", fields -> fields.text("a", 5), "Field a must have 1 to 5 characters, not 6.");
    }

    @Test
    void text_countsACharacterOutsideTheBasicPlaneAsOne() {
        String five = "\ud83e\udd84".repeat(5);
        String read = read("{\"a\":\"" + five + "\"}", fields -> fields.text("a", 5));
        assertThat(read).isEqualTo(five);
        refused(
                "{\"a\":\"" + five + "\ud83e\udd84\"}",
                fields -> fields.text("a", 5),
                "Field a must have 1 to 5 characters, not 6.");
    }

    @Test
    void number_takesWholeNumbersInRangeOnly() {
        long three = read("{\"n\":3}", fields -> fields.number("n", 1, 3));
        assertThat(three).isEqualTo(3);
        for (String wrong : List.of("4", "0", "1.0", "1.5", "\"1\"", "true", "99999999999999999999")) {
            refused(
                    "{\"n\":" + wrong + "}",
                    fields -> fields.number("n", 1, 3),
                    "Field n must be a whole number from 1 to 3.");
        }
    }

    @Test
    void parsed_tellsWhyAValueIsRefused() {
        refused(
                "{\"h\":\"0x12\"}",
                fields -> fields.parsed("h", 66, Hash32::parse),
                "Field h is refused: not 32 bytes (0x and 64 lower-case hex digits): 0x12.");
    }

    @Test
    void objects_nameTheElementThatIsWrong() {
        Function<Fields, List<String>> models = fields -> fields.objects("models", 2, model -> model.text("name", 9));
        assertThat(read("{\"models\":[{\"name\":\"a\"}]}", models)).containsExactly("a");
        refused("{\"models\":[{\"name\":\"a\"},{}]}", models, "Field models[1].name is missing.");
        refused("{\"models\":[{\"name\":\"a\",\"x\":1}]}", models, "Unknown field models[0].x. Known here: name.");
        refused("{\"models\":[{},{},{}]}", models, "Field models must be a list of at most 2.");
        refused("{\"models\":[1]}", models, "Field models must hold objects only.");
    }

    private static <T> T read(String json, Function<Fields, T> reader) {
        try {
            return new Fields("", new ObjectMapper().readTree(json)).readAll(reader);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void refused(String json, Function<Fields, ?> reader, String detail) {
        assertThatExceptionOfType(ApiProblem.class)
                .isThrownBy(() -> read(json, reader))
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_INPUT);
                    assertThat(problem.detail()).isEqualTo(detail);
                });
    }
}
