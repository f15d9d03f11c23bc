@NullMarked
package network.cuckoo.scheduler.standing;

import org.jspecify.annotations.NullMarked;
