/** When epochs begin and end, by the times of blocks. Pure: blocks are handed in. */
@NullMarked
package network.cuckoo.domain.epoch;

import org.jspecify.annotations.NullMarked;
