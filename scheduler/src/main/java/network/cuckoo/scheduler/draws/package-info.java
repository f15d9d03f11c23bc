/** The published log of draws. Writes assignment and availability_snapshot. */
@NullMarked
package network.cuckoo.scheduler.draws;

import org.jspecify.annotations.NullMarked;
