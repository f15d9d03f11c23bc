package network.cuckoo.worker.node.protocol;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Turns HTTP answers into values or {@link CoordinatorException}s; the one place that reads problem documents. */
final class Answers {
    private static final int UNAUTHORIZED = 401;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;
    private static final int MAX_RETRY_AFTER_SECONDS = 60;

    private Answers() {}

    static <T> T read(HttpResponse<byte[]> response, Function<byte[], T> reader) {
        if (response.statusCode() / 100 != 2) {
            throw refusal(response);
        }
        try {
            return reader.apply(response.body());
        } catch (IllegalArgumentException e) {
            throw CoordinatorException.malformed(response.uri() + " answered " + e.getMessage(), e);
        }
    }

    private static CoordinatorException refusal(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        Optional<JsonFields> problem = problem(response);
        Optional<String> code = problem.flatMap(json -> json.optionalText("code"));
        String message = response.uri() + " answered " + status
                + code.map(text -> " " + text).orElse("")
                + problem.flatMap(json -> json.optionalText("detail"))
                        .map(text -> ": " + text)
                        .orElse("");
        return CoordinatorException.refused(
                code.map(ProblemCode::of).orElse(withoutDocument(status)),
                code.isEmpty() && status != UNAUTHORIZED || mayPass(status),
                retryAfter(response),
                message);
    }

    /** A refusal without a problem document comes from something in between and decides nothing, except that the token failed. */
    private static ProblemCode withoutDocument(int status) {
        return status == UNAUTHORIZED ? ProblemCode.UNAUTHORIZED : ProblemCode.MALFORMED_ANSWER;
    }

    private static boolean mayPass(int status) {
        return status >= SERVER_ERRORS || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS;
    }

    private static Optional<JsonFields> problem(HttpResponse<byte[]> response) {
        boolean isProblem = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("application/problem+json"))
                .isPresent();
        try {
            return isProblem ? Optional.of(JsonFields.parse(response.body())) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // cut off or broken in between: no decision of the coordinator
        }
    }

    private static Optional<Duration> retryAfter(HttpResponse<byte[]> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Math.min(Integer.parseInt(text), MAX_RETRY_AFTER_SECONDS)));
    }
}
