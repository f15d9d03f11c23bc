/** Tests of the load that benchmarks make. */
@NullMarked
package network.cuckoo.benchmarks.load;

import org.jspecify.annotations.NullMarked;
