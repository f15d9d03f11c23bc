package network.cuckoo.worker.node.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Collection;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.NodeAddress;

/** The bodies of requests. Coordinators refuse fields that they don't know, so each has exactly those of the protocol. */
final class Bodies {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MAX_DETAIL_CHARACTERS = 300;

    private Bodies() {}

    static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode challenge(NodeAddress node) {
        return empty().put("address", node.hex());
    }

    static ObjectNode login(Login login) {
        var body = empty().put("message", login.message().text())
                .put("signature", login.signature().hex())
                .put("software", login.software())
                .put("device", login.device());
        var models = body.putArray("models");
        for (var served : login.models()) {
            models.addObject()
                    .put("model", served.model().value())
                    .put("modelHash", served.modelHash().hex())
                    .put("places", served.places());
        }
        return body;
    }

    static ObjectNode poll(Collection<LeaseId> known, boolean draining, Duration wait) {
        var body = empty().put("draining", draining).put("waitSeconds", wait.toSeconds());
        var leases = body.putArray("known");
        known.forEach(lease -> leases.add(lease.toString()));
        return body;
    }

    static ObjectNode fence(Fence fence) {
        return empty().put("fence", fence.value());
    }

    static ObjectNode progress(Fence fence, int done, int total) {
        return fence(fence).put("done", done).put("total", total);
    }

    static ObjectNode fail(Fence fence, String code, String detail) {
        return fence(fence).put("code", code).put("detail", clipped(detail));
    }

    static ObjectNode result(ResultReport report) {
        return fence(report.fence())
                .put("mediaType", report.mediaType())
                .put("output", report.output())
                .put("outputHash", report.outputHash().hex())
                .put("gpuMillis", report.gpuTime().toMillis())
                .put("signature", report.signature().hex());
    }

    static byte[] bytes(ObjectNode body) {
        try {
            return MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can't be written", e);
        }
    }

    private static String clipped(String detail) {
        return detail.codePointCount(0, detail.length()) <= MAX_DETAIL_CHARACTERS
                ? detail
                : detail.substring(0, detail.offsetByCodePoints(0, MAX_DETAIL_CHARACTERS - 1)) + "…";
    }
}
