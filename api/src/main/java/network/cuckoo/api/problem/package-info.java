/** Refusals: their stable codes, and the one place where whatever goes wrong becomes {@code application/problem+json}. */
@NullMarked
package network.cuckoo.api.problem;

import org.jspecify.annotations.NullMarked;
