/** How miners stand: what they are blamed for, who is suspended and until when. The only writer of miner_standing. */
@NullMarked
package network.cuckoo.scheduler.standing;

import org.jspecify.annotations.NullMarked;
