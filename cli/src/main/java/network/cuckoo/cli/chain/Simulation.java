package network.cuckoo.cli.chain;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.cuckoo.domain.Address;
import org.web3j.protocol.core.Response;
import org.web3j.utils.Numeric;

/**
 * Calls tried one after the other on the head's state ({@code eth_simulateV1}), by an account whose purse is taken as full, so that
 * what a contract refuses is not hidden by what the account lacks.
 */
final class Simulation {
    private static final String METHOD = "eth_simulateV1";
    /** Enough for any call, and far from where adding to it would overflow. */
    private static final String FULL_PURSE = "0x1" + "0".repeat(50);
    /** A simulation tells what was used after refunds, of up to a fifth; a call that makes calls needs some more. */
    private static final BigInteger MARGIN_NUMERATOR = BigInteger.valueOf(3);

    private static final BigInteger MARGIN_DENOMINATOR = BigInteger.TWO;

    private Simulation() {}

    /**
     * How a call ended.
     *
     * @param gasUsed units of gas, after refunds
     * @param revertData hex with 0x, empty if there is none
     */
    record Outcome(boolean worked, BigInteger gasUsed, String revertData, String message) {
        /** Units of gas to allow it. */
        BigInteger gasLimit() {
            return gasUsed.multiply(MARGIN_NUMERATOR).divide(MARGIN_DENOMINATOR);
        }
    }

    /** Empty if this node can't; then for all calls one outcome each. */
    static Optional<List<Outcome>> of(ChainAccess chain, Address account, List<Call> calls) {
        Map<String, Object> block = Map.of(
                "stateOverrides",
                Map.of(account.hex(), Map.of("balance", FULL_PURSE)),
                "calls",
                calls.stream().map(call -> form(account, call)).toList());
        var answer =
                chain.askRaw(METHOD, SimulationResponse.class, Map.of("blockStateCalls", List.of(block)), "latest");
        JsonNode result = answer.getResult();
        if (answer.hasError() || result == null) {
            return Optional.empty();
        }
        List<Outcome> outcomes = new ArrayList<>();
        result.path(0).path("calls").forEach(call -> outcomes.add(outcome(call)));
        return Optional.of(outcomes).filter(all -> all.size() == calls.size());
    }

    private static Map<String, Object> form(Address account, Call call) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("from", account.hex());
        call.to().ifPresent(to -> form.put("to", to.hex()));
        form.put("value", Numeric.encodeQuantity(call.value().value()));
        form.put("input", call.data());
        return form;
    }

    private static Outcome outcome(JsonNode call) {
        JsonNode error = call.path("error");
        String data = error.path("data").asText("");
        return new Outcome(
                call.path("status").asText().equals("0x1"),
                Numeric.decodeQuantity(call.path("gasUsed").asText("0x0")),
                data.isEmpty() ? call.path("returnData").asText("") : data,
                error.path("message").asText("the node gives no reason"));
    }

    /** An answer of any form. */
    static final class SimulationResponse extends Response<JsonNode> {}
}
