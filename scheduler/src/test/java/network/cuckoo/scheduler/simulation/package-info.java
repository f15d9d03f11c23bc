/** The seeded, single-threaded simulation of the whole pipeline with its invariants. */
@NullMarked
package network.cuckoo.scheduler.simulation;

import org.jspecify.annotations.NullMarked;
