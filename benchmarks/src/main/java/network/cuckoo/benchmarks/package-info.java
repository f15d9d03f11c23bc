/** Benchmarks: each sets up what it needs, runs beside a yardstick and reports ratios, its last line as JSON. */
@NullMarked
package network.cuckoo.benchmarks;

import org.jspecify.annotations.NullMarked;
