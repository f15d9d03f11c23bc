/** Tests of the yardsticks: that they write what a submit writes. */
@NullMarked
package network.cuckoo.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
