package network.cuckoo.api.problem;

import java.nio.ByteBuffer;
import java.util.Map;
import network.cuckoo.api.output.Json;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers what the web server refuses before any handler of ours sees it, e.g. an address that can't be read, like every other refusal. */
public final class JettyProblems extends ErrorHandler {
    private final Map<String, String> headers;

    /** @param headers of every answer */
    public JettyProblems(Map<String, String> headers) {
        this.headers = Map.copyOf(headers);
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        Problem problem = problem(status);
        response.setStatus(problem.status());
        describe(response.getHeaders());
        response.write(true, ByteBuffer.wrap(Json.bytes(problem)), callback);
    }

    /** For what is no HTTP request at all. */
    @Override
    public ByteBuffer badMessageError(int status, @Nullable String reason, HttpFields.Mutable fields) {
        describe(fields);
        return ByteBuffer.wrap(Json.bytes(problem(status)));
    }

    private void describe(HttpFields.Mutable fields) {
        headers.forEach(fields::put);
        fields.put(HttpHeader.CONTENT_TYPE, ProblemMapper.CONTENT_TYPE);
        fields.put(HttpHeader.CACHE_CONTROL, "no-store");
    }

    private static Problem problem(int status) {
        return switch (status) {
            case 414 -> Problem.of(ProblemCode.ADDRESS_TOO_LONG, "Send a shorter path and query.");
            case 431 -> Problem.of(ProblemCode.HEADERS_TOO_LARGE, "Send fewer or shorter headers.");
            case 500 -> Problem.of(ProblemCode.INTERNAL, "Try again later.");
            case 503 -> Problem.of(ProblemCode.STOPPING, "Nothing was done. Try again in a few seconds.");
            default ->
                Problem.of(
                        ProblemCode.INVALID_INPUT,
                        "The request's first line or its headers can't be read as HTTP, or its address is ambiguous.");
        };
    }
}
