package network.cuckoo.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal of an offer: its stable code, a sentence that helps, and nothing changed. */
class AppRefusalTest extends WorldTest {
    private static final String APPLE = "{\"model\":\"emoji\",\"input\":{\"prompt\":\"a red apple\"}}";
    private static final String HASH = "0x" + "ab".repeat(32);

    static Stream<Arguments> offers() {
        return Stream.of(
                Arguments.of("unknown-model", picture("\"model\":\"dall-e\"", ""), "On offer are: emoji, minilm"),
                Arguments.of("unknown-model", picture("\"model\":\"Not A Name!\"", ""), "On offer are"),
                Arguments.of("invalid-input", "{\"input\":{\"prompt\":\"x\"}}", "Field model is missing"),
                Arguments.of("invalid-input", "{\"model\":\"emoji\"}", "Field input is missing"),
                Arguments.of(
                        "invalid-input", "{\"model\":\"emoji\",\"input\":{\"text\":\"x\"}}", "input.prompt is missing"),
                Arguments.of(
                        "invalid-input",
                        "{\"model\":\"minilm\",\"input\":{\"prompt\":\"x\"}}",
                        "input.text is missing"),
                Arguments.of("invalid-input", prompt("a".repeat(401)), "prompt must have 1 to 400 characters, not 401"),
                Arguments.of(
                        "invalid-input",
                        prompt("a".repeat(5_000)),
                        "input.prompt must have 1 to 400 characters, not 5000"),
                Arguments.of("invalid-input", prompt(""), "input.prompt must have 1 to 400 characters, not 0"),
                Arguments.of(
                        "invalid-input",
                        text("\ud83e\udd84".repeat(2_001)),
                        "input.text must have 1 to 2000 characters, not 2001"),
                Arguments.of(
                        "invalid-input", prompt("\u16a0\u16a2"), "emoji knows none of the text's words or symbols"),
                Arguments.of(
                        "invalid-input",
                        prompt("a ".repeat(15)),
                        "The text has 17 tokens, and model emoji takes at most 16"),
                Arguments.of("invalid-input", prompt("a\\u0000b"), "no text"),
                Arguments.of("invalid-input", prompt("a\\ud800b"), "no text"),
                Arguments.of(
                        "invalid-input", picture("\"model\":\"emoji\"", ",\"seed\":1"), "input.seed must be a text"),
                Arguments.of("invalid-input", picture("\"model\":\"emoji\"", ",\"seed\":\"-1\""), "seed is a decimal"),
                Arguments.of(
                        "invalid-input",
                        picture("\"model\":\"emoji\"", ",\"seed\":\"18446744073709551616\""),
                        "at most 18446744073709551615"),
                Arguments.of(
                        "invalid-input",
                        picture("\"model\":\"emoji\"", ",\"steps\":51"),
                        "steps must be a whole number from 1 to 50"),
                Arguments.of(
                        "invalid-input",
                        picture("\"model\":\"emoji\"", ",\"steps\":1.5"),
                        "steps must be a whole number"),
                Arguments.of(
                        "invalid-input",
                        picture("\"model\":\"emoji\"", ",\"guidance\":20.001"),
                        "guidance must be 0 to 20"),
                Arguments.of("invalid-input", picture("\"model\":\"emoji\"", ",\"guidance\":0.0001"), "three decimals"),
                Arguments.of("invalid-input", picture("\"model\":\"emoji\"", ",\"guidance\":1e999999999"), "guidance"),
                Arguments.of(
                        "invalid-input", picture("\"model\":\"emoji\"", ",\"size\":64"), "Unknown field input.size"),
                Arguments.of(
                        "invalid-input",
                        picture("\"model\":\"emoji\",\"nonce\":\"0x12\"", ""),
                        "nonce is refused: not 32 bytes"),
                Arguments.of(
                        "invalid-input",
                        picture("\"model\":\"emoji\",\"nonce\":\"" + HASH + "00\"", ""),
                        "nonce must have"),
                Arguments.of(
                        "invalid-input",
                        picture("\"model\":\"emoji\",\"priority\":10", ""),
                        "priority must be a whole number"),
                Arguments.of(
                        "invalid-input", picture("\"model\":\"emoji\",\"urgent\":true", ""), "Unknown field urgent"),
                Arguments.of("invalid-input", "{\"model\":\"emoji\",\"model\":\"minilm\"}", "not JSON"),
                Arguments.of("invalid-input", APPLE + "{}", "not JSON"),
                Arguments.of("invalid-input", "[" + APPLE + "]", "must be a JSON object"),
                Arguments.of("invalid-input", "", "must be a JSON object"),
                Arguments.of("invalid-input", "[".repeat(500), "not JSON"),
                Arguments.of("invalid-input", "not json", "not JSON"));
    }

    @ParameterizedTest
    @MethodSource("offers")
    void offer_isRefused_andNothingChanges(String code, String body, String sentence) {
        Api app = richApp();
        var before = world().books();
        assertThat(app.post("/v1/tasks", body).refusal(400, code)).contains(sentence);
        assertThat(world().books()).isEqualTo(before);
    }

    @Test
    void offer_isRefused_withoutAKeyThatIsKnown() {
        var before = world().books();
        Api open = world().open();
        assertThat(open.post("/v1/tasks", APPLE).refusal(401, "unauthorized")).contains("API key");
        assertThat(open.bearer("wrong").post("/v1/tasks", APPLE).header("WWW-Authenticate"))
                .startsWith("Bearer");
        open.bearer("wrong").post("/v1/tasks", APPLE).refusal(401, "unauthorized");
        open.bearer("").post("/v1/tasks", APPLE).refusal(401, "unauthorized");
        open.basic("a", "b").post("/v1/tasks", APPLE).refusal(401, "unauthorized");
        open.get("/v1/account").refusal(401, "unauthorized");
        open.get("/v1/tasks").refusal(401, "unauthorized");
        assertThat(world().books()).isEqualTo(before);
    }

    @Test
    void offer_isRefused_withoutCredit() {
        Api app = poorApp();
        var before = world().books();
        assertThat(app.post("/v1/tasks", APPLE).refusal(402, "not-enough-credit"))
                .contains("0.5 CAI", "0 CAI");
        assertThat(world().books()).isEqualTo(before);
        assertThat(app.get("/v1/account").expect(200).json().path("statement")).isEmpty();
    }

    @Test
    void offer_isRefused_whenTheBodyIsTooLargeOrNotDeclaredAsJson() {
        Api app = richApp();
        var before = world().books();
        app.post("/v1/tasks", prompt("a".repeat(70_000))).refusal(413, "body-too-large");
        var plain = app.request("/v1/tasks", "Content-Type", "text/plain")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(APPLE));
        assertThat(app.send(plain).refusal(400, "invalid-input")).contains("Content-Type");
        byte[] latin = {'{', '"', (byte) 0xe4, '"', ':', '1', '}'};
        var bytes = app.request("/v1/tasks", "Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(latin));
        assertThat(app.send(bytes).refusal(400, "invalid-input")).contains("UTF-8");
        app.post("/v1/tasks", APPLE, "Idempotency-Key", "x".repeat(129)).refusal(400, "invalid-input");
        assertThat(world().books()).isEqualTo(before);
    }

    @Test
    void address_isRefused_whenNothingIsThere() {
        Api app = richApp();
        app.get("/v1/nothing").refusal(404, "not-found");
        app.get("/v1/tasks/not-an-id").refusal(404, "not-found");
        app.get("/v1/tasks/00000000-0000-0000-0000-000000000000").refusal(404, "not-found");
        app.get("/v1/tasks/00000000-0000-0000-0000-000000000000/draw").refusal(404, "not-found");
        app.get("/v1/epochs/1").refusal(404, "not-found");
        app.get("/v1/epochs/x").refusal(404, "not-found");
        app.send(app.request("/v1/tasks").DELETE()).refusal(405, "method-not-allowed");
        app.get("/v1/tasks?limit=0").refusal(400, "invalid-input");
        app.get("/v1/tasks?limit=x").refusal(400, "invalid-input");
        app.get("/v1/tasks?before=x").refusal(400, "invalid-input");
    }

    private static String prompt(String prompt) {
        return "{\"model\":\"emoji\",\"input\":{\"prompt\":\"" + prompt + "\"}}";
    }

    private static String text(String text) {
        return "{\"model\":\"minilm\",\"input\":{\"text\":\"" + text + "\"}}";
    }

    private static String picture(String head, String more) {
        return "{" + head + ",\"input\":{\"prompt\":\"a red apple\"" + more + "}}";
    }
}
