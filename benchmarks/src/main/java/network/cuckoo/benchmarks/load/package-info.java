/** Load and what it came to: clients that wait for their answers, arrivals that don't, rates, delays. */
@NullMarked
package network.cuckoo.benchmarks.load;

import org.jspecify.annotations.NullMarked;
