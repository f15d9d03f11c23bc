package network.cuckoo.api.listen;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import network.cuckoo.api.problem.ApiProblem;
import network.cuckoo.api.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/** Refuses a query with a parameter that its operation does not take, or twice the same: nothing that was asked for is passed over. */
final class QueryGuard {
    /** Pages and what is passed through to others take what they like. */
    private static final List<String> GUARDED = List.of("/v1/", "/admin/");

    private static final int MAX_NAME_CHARACTERS = 60;

    private final Map<String, Set<String>> known = new HashMap<>();

    QueryGuard(List<network.cuckoo.api.listen.Endpoint> endpoints) {
        endpoints.forEach(endpoint -> known.putAll(endpoint.parameters()));
    }

    /** Looks at a request whose operation is known. */
    void check(Context ctx) {
        @Nullable Endpoint matched = ctx.endpoints().matchedHttpEndpoint();
        if (matched != null && GUARDED.stream().anyMatch(matched.path::startsWith)) {
            Set<String> taken = known.getOrDefault(ctx.method().name() + " " + matched.path, Set.of());
            ctx.queryParamMap().forEach((name, values) -> check(name, values, taken));
        }
    }

    private static void check(String name, List<String> values, Set<String> taken) {
        if (!taken.contains(name)) {
            throw unknown(name, taken);
        }
        if (values.size() > 1) {
            throw ProblemCode.INVALID_INPUT.because(
                    "Query parameter " + name + " is given " + values.size() + " times.");
        }
    }

    private static ApiProblem unknown(String name, Set<String> taken) {
        String shown = name.length() <= MAX_NAME_CHARACTERS ? name : name.substring(0, MAX_NAME_CHARACTERS) + "…";
        return ProblemCode.UNKNOWN_PARAMETER.because("Unknown query parameter '" + shown + "'. "
                + (taken.isEmpty()
                        ? "None is taken here."
                        : "Known here: " + String.join(", ", new TreeSet<>(taken)) + "."));
    }
}
