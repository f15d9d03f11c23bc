package network.cuckoo.indexer.chain;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a call without a usable answer comes to: one sentence that says why, and whether less or later may help. */
final class CallFailure {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REQUEST_TIMEOUT = 408;
    private static final int CONTENT_TOO_LARGE = 413;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int GATEWAY_TIMEOUT = 504;
    private static final int PROXY_TIMEOUT = 524; // of a provider in front of many nodes

    private CallFailure() {}

    /** An HTTP status that is not 200; the body may hold the node's own error. */
    static ChainException ofStatus(int status, HttpHeaders headers, InputStream body) {
        @Nullable RpcError error = errorIn(body);
        ChainException.Code code = switch (status) {
            case CONTENT_TOO_LARGE -> ChainException.Code.TOO_MUCH;
            case TOO_MANY_REQUESTS -> ChainException.Code.RATE_LIMITED;
            case REQUEST_TIMEOUT, GATEWAY_TIMEOUT, PROXY_TIMEOUT -> ChainException.Code.BROKEN_OFF;
            default -> error == null ? ChainException.Code.UNREACHABLE : error.code();
        };
        String message = "the node answers HTTP " + status + (error == null ? "" : ": " + error.text());
        return new ChainException(code, message, RetryAfter.in(headers), null);
    }

    // Whatever else the body holds, a page of a proxy or nothing, the status says enough.
    private static @Nullable RpcError errorIn(InputStream body) {
        try (JsonParser parser = JSON.createParser(body)) {
            parser.nextToken();
            return RpcAnswer.read(parser, JSON::<JsonNode>readTree).error();
        } catch (IOException | ChainException e) {
            return null;
        }
    }

    /** An exchange that did not come to its end. */
    static ChainException of(IOException failure, Duration timeout) {
        return switch (failure) {
            case ConnectException e ->
                new ChainException(ChainException.Code.NOT_CONNECTED, "the node can't be reached", e);
            case HttpConnectTimeoutException e ->
                new ChainException(ChainException.Code.NOT_CONNECTED, "the node can't be reached", e);
            case HttpTimeoutException e ->
                new ChainException(
                        ChainException.Code.BROKEN_OFF, "the node does not answer within " + seconds(timeout), e);
            case StreamConstraintsException e ->
                new ChainException(ChainException.Code.TOO_MUCH, "the node's answer is too large: " + firstLine(e), e);
            case JsonProcessingException e ->
                new ChainException(
                        ChainException.Code.BROKEN_OFF,
                        "the node's answer breaks off or is no JSON: " + firstLine(e),
                        e);
            default ->
                new ChainException(
                        ChainException.Code.BROKEN_OFF, "the node does not answer: " + failure.getMessage(), failure);
        };
    }

    private static String firstLine(JsonProcessingException failure) {
        return new RpcError(0, Optional.ofNullable(failure.getOriginalMessage()).orElse("")).text();
    }

    private static String seconds(Duration time) {
        return time.toMillis() / 1000.0 + " s";
    }
}
