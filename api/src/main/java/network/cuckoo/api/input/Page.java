package network.cuckoo.api.input;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;
import network.cuckoo.api.problem.ApiProblem;
import network.cuckoo.api.problem.ProblemCode;
import network.cuckoo.domain.NodeAddress;

/**
 * Which part of a list of nodes is asked for.
 *
 * @param limit how many nodes at most
 * @param after the node that the part before ended with; empty for the first part
 */
public record Page(int limit, Optional<NodeAddress> after) {
    public static final int DEFAULT_LIMIT = 100;
    public static final int MAX_LIMIT = 1_000;

    private static final String LIMIT = "limit";
    private static final String AFTER = "after";

    /** The query parameters that are read. */
    public static final Set<String> PARAMETERS = Set.of(LIMIT, AFTER);

    /** Reads the query. */
    public static Page of(Context ctx) {
        return new Page(
                Requests.queryNumber(ctx, LIMIT, 1, MAX_LIMIT, DEFAULT_LIMIT),
                Requests.query(ctx, AFTER, NodeAddress::parse));
    }

    /** The refusal of a node that is not in the list, e.g. no longer. */
    public static ApiProblem notInTheList(NodeAddress node) {
        return ProblemCode.INVALID_INPUT.because(
                "Query parameter after names node " + node + ", which is not in the list; begin again without it.");
    }
}
