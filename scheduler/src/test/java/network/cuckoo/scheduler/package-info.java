/** Tests of the running scheduler. */
@NullMarked
package network.cuckoo.scheduler;

import org.jspecify.annotations.NullMarked;
